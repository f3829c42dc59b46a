import { byId, dot, make, plural } from './dom.js';
import { byName } from './model.js';
import { isBand } from './words.js';

/**
 * The catalogue as a tree: each genre under its primary parent, its bands below it. Keys as in the ARIA authoring
 * practices ("tree view"). Branches are made when they are opened, so a large catalogue costs nothing.
 */
export class Tree {
  #typed = '';
  #typedAt = 0;

  constructor(model, families, open) {
    Object.assign(this, { model, families, open });
    this.element = byId('tree');
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', (event) => this.#click(event));
  }

  fill() {
    const roots = this.model.genres().filter((genre) => !this.model.primary(genre.id)).sort(rootsFirst);
    this.element.replaceChildren(...this.#items(roots, 1));
    this.#rove(this.element.firstElementChild);
    const bands = this.model.nodes.size - this.model.genres().length;
    byId('list-count').textContent = `${plural(this.model.genres().length, 'genre')}, ${plural(bands, 'band')}`;
  }

  /** Opens the branches above a node and marks it. */
  select(id) {
    for (const item of this.element.querySelectorAll('[aria-selected=true]')) item.setAttribute('aria-selected', 'false');
    if (!id || !this.model.has(id)) return;
    const above = [];
    for (let node = this.model.get(id); node && !above.includes(node); node = this.model.primary(node.id)) above.unshift(node);
    let item = null;
    for (const node of above) {
      if (item) this.#expand(item, true);
      item = [...(item ? item.lastElementChild : this.element).children].find((one) => one.dataset.node === node.id);
      if (!item) return;
    }
    item.setAttribute('aria-selected', 'true');
    this.#rove(item);
    item.scrollIntoView({ block: 'nearest' });
  }

  focus() {
    this.element.querySelector('[tabindex="0"]')?.focus();
  }

  #below(id) {
    const node = this.model.get(id);
    if (isBand(node)) return [];
    return [...this.model.primaryChildren(id), ...this.model.bands(id).filter((band) => this.model.primary(band.id)?.id === id)];
  }

  #items(nodes, level) {
    return nodes.map((node, place) => {
      const below = this.#below(node.id);
      return make('li', {
        role: 'treeitem', tabindex: '-1', 'data-node': node.id, 'aria-level': level, 'aria-setsize': nodes.length, 'aria-posinset': place + 1,
        'aria-selected': 'false', 'aria-expanded': below.length > 0 ? 'false' : null, 'aria-label': `${node.name}, ${isBand(node) ? 'band' : `${node.type} genre`}`,
      }, make('span', { class: `row ${isBand(node) ? 'band' : node.type}` },
        make('span', { class: 'twisty', 'aria-hidden': 'true' }), dot(this.families.slot(node.id)), make('span', { class: 'name' }, node.name),
        below.length > 0 ? make('span', { class: 'count' }, String(below.length)) : null));
    });
  }

  #expand(item, open) {
    if (!item.hasAttribute('aria-expanded')) return;
    item.setAttribute('aria-expanded', String(open));
    if (open && item.children.length === 1) {
      item.append(make('ul', { role: 'group' }, ...this.#items(this.#below(item.dataset.node), Number(item.getAttribute('aria-level')) + 1)));
    }
    if (item.children.length > 1) item.lastElementChild.hidden = !open;
  }

  #click(event) {
    const item = event.target.closest('[role=treeitem]');
    if (!item) return;
    this.#rove(item);
    if (event.target.closest('.twisty')) this.#expand(item, item.getAttribute('aria-expanded') !== 'true');
    else {
      this.#expand(item, true);
      this.open(item.dataset.node);
    }
  }

  #key(event) {
    const item = event.target.closest('[role=treeitem]');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const seen = [...this.element.querySelectorAll('[role=treeitem]')].filter((one) => one.offsetParent !== null);
    const at = seen.indexOf(item);
    const expanded = item.getAttribute('aria-expanded');
    const moves = {
      ArrowDown: () => seen[at + 1],
      ArrowUp: () => seen[at - 1],
      Home: () => seen[0],
      End: () => seen.at(-1),
      ArrowRight: () => { if (expanded === 'true') return seen[at + 1]; this.#expand(item, true); return null; },
      ArrowLeft: () => { if (expanded === 'true') { this.#expand(item, false); return null; } return item.parentElement.closest('[role=treeitem]'); },
      Enter: () => { this.open(item.dataset.node); return null; },
      ' ': () => { this.open(item.dataset.node); return null; },
    };
    const move = moves[event.key] ?? (event.key.length === 1 && !'/?+-0'.includes(event.key) ? () => this.#typeAhead(event, seen, at) : null);
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in moves) this.#typed = '';
    const next = move();
    if (next) this.#rove(next).focus();
  }

  #typeAhead(event, seen, at) {
    this.#typed = event.timeStamp - this.#typedAt < 700 ? this.#typed + event.key : event.key;
    this.#typedAt = event.timeStamp;
    const wanted = this.#typed.toLocaleLowerCase();
    const order = [...seen.slice(at + (this.#typed.length === 1 ? 1 : 0)), ...seen.slice(0, at + 1)];
    return order.find((one) => one.getAttribute('aria-label').toLocaleLowerCase().startsWith(wanted));
  }

  /** One item at a time can be reached by Tab. */
  #rove(item) {
    if (!item) return item;
    this.element.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
    return item;
  }
}

const rank = { root: 0, intermediate: 1, leaf: 2 };
const rootsFirst = (a, b) => (rank[a.type] ?? 3) - (rank[b.type] ?? 3) || byName(a, b);
