import { isBand, typeOf } from './words.js';

/**
 * Which nodes and edges are seen, and which stand out. Pure: from the model, the view and what the pointer is at.
 */
export class Emphasis {
  constructor(model, view, { only = null, trail = null, at = null, family = null } = {}) {
    this.model = model;
    this.view = view;
    this.only = only; // in a look at the surroundings: the nodes in it
    this.trail = trail; // of a path: {nodes, edges}
    this.at = at; // under the pointer or at the keyboard
    this.family = family; // (id) => whether it is in the family that the legend points at
    this.strong = this.#strong();
  }

  /** Whether there is nothing but the view: nothing pointed at, no path, no surroundings. */
  isPlain() {
    return !this.only && !this.trail && !this.at && !this.family;
  }

  #strong() {
    const centre = this.at ?? (this.trail ? null : this.view.node);
    if (centre && this.model.has(centre)) return this.model.neighbours(centre, this.view.kinds).add(centre);
    return this.trail?.nodes ?? null;
  }

  seen(node) {
    const { id } = node;
    if (this.trail?.nodes.has(id) || id === this.view.node) return true;
    if (this.only) return this.only.has(id) && (isBand(node) || this.view.types.has(typeOf(node)));
    if (this.view.types.has(typeOf(node))) return true;
    if (isBand(node)) return this.#ofOpenGenre(node);
    return this.#aroundOpen(id);
  }

  /** A click on a genre shows its bands. */
  #ofOpenGenre(band) {
    return this.view.kinds.has('band') && band.out.some((edge) => edge.target === this.view.node);
  }

  /** A genre of a type that is filtered out is still seen as the open band's. */
  #aroundOpen(id) {
    const open = this.view.node && this.model.get(this.view.node);
    return Boolean(open) && isBand(open) && open.out.some((edge) => edge.target === id);
  }

  faded(id) {
    if (this.family) return !this.family(id);
    return this.strong !== null && !this.strong.has(id);
  }

  edgeSeen(edge) {
    return this.trail?.edges.has(edge.id) || this.view.kinds.has(edge.kind);
  }

  edgeStrong(edge) {
    if (this.family) return false;
    if (this.trail?.edges.has(edge.id)) return true;
    const centre = this.at ?? (this.trail ? null : this.view.node);
    return centre !== null && (edge.source === centre || edge.target === centre);
  }

  edgeFaded(edge) {
    if (this.family) return !(this.family(edge.source) && this.family(edge.target));
    return this.strong !== null && !this.edgeStrong(edge);
  }

  /** Too many names at once are none. */
  named(id) {
    return this.strong !== null && this.strong.has(id) && this.strong.size <= 40;
  }
}
