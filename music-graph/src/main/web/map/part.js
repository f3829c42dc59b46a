import { byId, make, plural } from './dom.js';

/** Says, where counts and list hold only a part of a large catalogue, how much of it, and leads to the rest. */
export function tellPart(model) {
  const genres = model.genres().length;
  const bands = model.nodes.size - genres;
  const loaded = bands === 0 ? plural(genres, 'genre') : `${plural(genres, 'genre')} and ${plural(bands, 'band')}`;
  const all = `${model.total.toLocaleString('en')} genres and bands`;
  byId('list-count').replaceChildren(
    `A part only: the ${loaded} that matter most, of ${all}. The search finds each of them. `,
    make('a', { href: '/list' }, 'All of them, page by page'), '.');
  byId('legend-part').replaceChildren(`Families of the ${plural(genres, 'genre')} that matter most. `, make('a', { href: '/list' }, `All ${all}`));
  byId('legend-part').hidden = false;
  byId('no-drawing-part').textContent = 'The list below holds a part of it, and leads to the rest.';
}
