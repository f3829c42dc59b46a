import { byName } from './model.js';

/**
 * Twelve colours that stay apart with each common kind of colour blindness (after Paul Tol's "muted" and Okabe and Ito's
 * set), then eight relatives of theirs for smaller families; names and places tell those apart. Deep on light paper, bright on
 * dark. The same are in map.css for the legend's dots.
 */
const LIGHT = [
  '#4a47b5', '#c9541a', '#1f7a3f', '#c2506b', '#0f77b3', '#85801c', '#8a2a63', '#2f9a8a', '#a34fa8', '#b3810f', '#4b9fd0', '#7d5a3c',
  '#8a86e0', '#e08a55', '#62b37f', '#e08ba0', '#3d5a80', '#b5ae4a', '#c078a8', '#5f8f8a',
];
const DARK = [
  '#9794ff', '#ff9257', '#5cc77e', '#f393a6', '#55b0f0', '#cfcb55', '#dd75ab', '#63d4c1', '#d996d9', '#f3c455', '#a5daf7', '#cfa57a',
  '#6f6be0', '#c9703c', '#3f9a5c', '#c46a7e', '#7f9cc9', '#a09c36', '#b0568a', '#8fc4bd',
];
const OTHER = LIGHT.length;
const OTHERS = { light: '#77727f', dark: '#a7a2b0' };

/** Families by size: the large ones get colours of their own, and keep them while the catalogue stays alike. */
export class Families {
  #slots = new Map();
  #roots = new Map();
  list = [];

  constructor(model) {
    this.model = model;
    const sizes = new Map();
    for (const genre of model.genres()) {
      const root = this.#root(genre.id);
      sizes.set(root, (sizes.get(root) ?? 0) + 1);
    }
    const ordered = [...sizes].filter(([root]) => model.get(root)?.type === 'root' || sizes.get(root) > 1)
      .sort((a, b) => b[1] - a[1] || byName(model.get(a[0]), model.get(b[0])));
    ordered.forEach(([root], place) => this.#slots.set(root, Math.min(place, OTHER)));
    this.list = ordered.slice(0, OTHER).map(([root, size]) => ({ root: model.get(root), size, slot: this.#slots.get(root) }));
  }

  #root(id) {
    let root = this.#roots.get(id);
    if (!root) {
      root = this.model.family(id).id;
      this.#roots.set(id, root);
    }
    return root;
  }

  slot(id) {
    return this.#slots.get(this.#root(id)) ?? OTHER;
  }

  name(id) {
    return this.model.get(this.#root(id))?.name ?? '';
  }

  isOf(id, root) {
    return this.#root(id) === root;
  }
}

export function familyColour(slot, theme) {
  return (theme === 'dark' ? DARK : LIGHT)[slot] ?? OTHERS[theme];
}

const mixed = new Map();

/** Between two colours, `share` of the second. Kept: a drawing asks for the same few, once for each of its lines. */
export function mix(first, second, share) {
  const key = first + second + share;
  let colour = mixed.get(key);
  if (!colour) mixed.set(key, colour = between(first, second, share));
  return colour;
}

function between(first, second, share) {
  const part = (at) => Math.round(parseInt(first.slice(at, at + 2), 16) * (1 - share) + parseInt(second.slice(at, at + 2), 16) * share);
  return `#${[1, 3, 5].map((at) => part(at).toString(16).padStart(2, '0')).join('')}`;
}
