import { isBand } from './words.js';

/** What is known of the catalogue: nodes and edges by id, and each node's edges. Draws nothing. */
export class Model {
  nodes = new Map();
  edges = new Map();
  partial = false;
  total = 0; // nodes of the catalogue, if this is a part of it
  most = Infinity; // nodes that the server puts into one answer
  revision = 0;

  /** Adds what isn't there yet and returns it; the server's answers overlap. */
  add(answer) {
    const added = { nodes: [], edges: [] };
    for (const { id, kind, slug, name, type, x, y } of answer.nodes) {
      if (this.nodes.has(id)) continue;
      const node = { id, kind, slug, name, type: kind === 'band' ? 'band' : type, x, y, out: [], in: [] };
      this.nodes.set(id, node);
      added.nodes.push(node);
    }
    for (const { source, target, kind, primary } of answer.edges) {
      const edge = { source, target, kind: kind ?? (source.startsWith('band:') ? 'band' : 'subgenre'), primary: primary === true };
      edge.id = `${edge.kind} ${source} ${target}`;
      if (this.edges.has(edge.id) || !this.nodes.has(source) || !this.nodes.has(target)) continue;
      this.edges.set(edge.id, edge);
      this.nodes.get(source).out.push(edge);
      this.nodes.get(target).in.push(edge);
      added.edges.push(edge);
    }
    return added;
  }

  remove(id) {
    const node = this.nodes.get(id);
    for (const edge of [...node.out, ...node.in]) {
      this.edges.delete(edge.id);
      const other = this.nodes.get(edge.source === id ? edge.target : edge.source);
      other.out = other.out.filter((one) => one !== edge);
      other.in = other.in.filter((one) => one !== edge);
    }
    this.nodes.delete(id);
  }

  get(id) {
    return this.nodes.get(id);
  }

  has(id) {
    return this.nodes.has(id);
  }

  /** What the edges of this kind lead to (`out`) or come from (`in`), by name. */
  linked(id, kind, direction) {
    const node = this.nodes.get(id);
    const others = node[direction].filter((edge) => edge.kind === kind)
      .map((edge) => this.nodes.get(direction === 'out' ? edge.target : edge.source));
    return others.sort(byName);
  }

  neighbours(id, kinds) {
    const node = this.nodes.get(id);
    const found = new Set();
    for (const edge of node.out) if (kinds.has(edge.kind)) found.add(edge.target);
    for (const edge of node.in) if (kinds.has(edge.kind)) found.add(edge.source);
    return found;
  }

  /** A genre's primary parent or a band's primary genre. */
  primary(id) {
    const edge = this.nodes.get(id).out.find((one) => one.primary && (one.kind === 'subgenre' || one.kind === 'band'));
    return edge && this.nodes.get(edge.target);
  }

  bands(genre) {
    return this.linked(genre, 'band', 'in');
  }

  /** Genres whose primary parent this is. */
  primaryChildren(genre) {
    return this.linked(genre, 'subgenre', 'in').filter((child) => this.primary(child.id)?.id === genre);
  }

  /** The root genre that a node descends from by primary parents. */
  family(id) {
    const seen = new Set();
    let node = this.nodes.get(id);
    for (let next = node; next && !seen.has(next.id); next = this.primary(next.id)) {
      seen.add(next.id);
      node = next;
    }
    return node;
  }

  genres() {
    return [...this.nodes.values()].filter((node) => !isBand(node));
  }
}

const order = new Intl.Collator('en').compare;

export const byName = (a, b) => order(a.name, b.name);
