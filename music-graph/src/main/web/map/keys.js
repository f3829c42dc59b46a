import { byId, plural } from './dom.js';
import { say } from './live.js';
import { towards } from './walk.js';
import { described } from './words.js';

const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];
const writes = (element) => element.closest('input, select, textarea, [contenteditable]') !== null;

/** Keys that work anywhere on the page. */
export function pageKeys({ close, all, zoom, list }) {
  const actions = {
    '/': () => { byId('search').focus(); byId('search').select(); },
    '?': () => byId('help').showModal(),
    '+': () => zoom(1 / 1.5),
    '=': () => zoom(1 / 1.5),
    '-': () => zoom(1.5),
    0: all,
    l: list,
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    if (event.key === 'Escape') return close();
    if (writes(event.target) || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
}

/** Walking the map: arrows to neighbours, Enter to open. */
export function mapKeys({ scene, camera, model, view, point, open }) {
  const container = scene.container;
  let at = null;

  const seen = (id) => { const shown = scene.sigma.getNodeDisplayData(id); return shown && !shown.hidden; };

  function first() {
    if (view().node && model.has(view().node)) return view().node;
    const genres = model.genres().filter((genre) => seen(genre.id));
    return (genres.sort((a, b) => b.in.length - a.in.length)[0] ?? null)?.id ?? null;
  }

  function next(key) {
    if (!at || !model.has(at) || !seen(at)) return first();
    const near = model.neighbours(at, view().kinds);
    const place = (id) => scene.sigma.graphToViewport(scene.graph.getNodeAttributes(id));
    const places = [...model.nodes.keys()].filter(seen).map((id) => [id, place(id), near.has(id)]);
    return towards(key, place(at), places) ?? at;
  }

  function go(id) {
    if (!id) return;
    at = id;
    point(id);
    keepInView(id);
    const node = model.get(id);
    say(`${node.name}, ${described(node)}, ${plural(model.neighbours(id, view().kinds).size, 'connection')}`);
    container.dataset.at = id;
  }

  function keepInView(id) {
    const { x, y } = scene.sigma.graphToViewport(scene.graph.getNodeAttributes(id));
    const margin = 60;
    if (x < margin || y < margin || x > container.clientWidth - margin || y > container.clientHeight - margin) camera.flyTo(id);
  }

  container.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS.includes(event.key)) {
      event.preventDefault();
      go(next(event.key));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (at && model.has(at)) open(at);
    }
  });
  container.addEventListener('focus', () => { if (container.matches(':focus-visible')) go(at && seen(at) ? at : first()); });
  container.addEventListener('blur', () => { point(null); delete container.dataset.at; });
}
