import { byId, dot, make } from './dom.js';

/** The families and their colours. Pointing at one shows where it lies; a click opens its root. */
export function legend(families, { go, point, partial }) {
  const items = families.list.map(({ root, slot, size }) => {
    const shown = () => point((id) => families.isOf(id, root.id));
    return make('li', {}, make('button', {
      type: 'button', class: 'link', title: `${root.name}: ${partial ? 'at least ' : ''}${size} genres`, onclick: () => { point(null); go(root.id); },
      onpointerenter: shown, onpointerleave: () => point(null), onfocus: shown, onblur: () => point(null),
    }, dot(slot), make('span', {}, root.name)));
  });
  byId('families').replaceChildren(...items);
}
