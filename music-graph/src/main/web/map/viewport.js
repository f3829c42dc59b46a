import * as api from './api.js';
import { failed } from './banner.js';

const ASKED = 1_500; // nodes in one answer
const KEPT = 4_000; // nodes drawn at most
const PAUSE = 180; // milliseconds without movement before asking

const RANK = { root: 0, intermediate: 1, leaf: 2 };

/** What to begin with of a large catalogue: the important genres; bands come when they are asked for. */
export function firstPart({ nodes, edges, ...rest }) {
  const genres = nodes.filter((node) => node.kind === 'genre').sort((a, b) => RANK[a.type] - RANK[b.type]);
  return { ...rest, nodes: genres.slice(0, KEPT / 2), edges };
}

/** Loads a large catalogue by what is in view, as one pans and zooms, and lets go of what is far. */
export function followViewport({ scene, model, add, remove, keep, wantsBands }) {
  const camera = scene.sigma.getCamera();
  let timer = 0;
  let asked = null;

  function box() {
    const { clientWidth, clientHeight } = scene.container;
    const corners = [[0, 0], [clientWidth, 0], [0, clientHeight], [clientWidth, clientHeight]]
      .map(([x, y]) => scene.sigma.viewportToGraph({ x, y }));
    const xs = corners.map((corner) => corner.x);
    const ys = corners.map((corner) => corner.y);
    return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
  }

  async function load() {
    asked?.abort();
    asked = new AbortController();
    const shown = box();
    try {
      const answer = await api.viewport(shown, Math.min(ASKED, model.most), asked.signal);
      const nodes = wantsBands() ? answer.nodes : answer.nodes.filter((node) => node.kind === 'genre');
      add({ ...answer, nodes });
      letGo(shown);
      scene.container.dataset.drawn = String(model.nodes.size);
    } catch (failure) {
      failed(failure, load);
    }
  }

  function letGo({ minX, minY, maxX, maxY }) {
    const surplus = model.nodes.size - KEPT;
    if (surplus <= 0) return;
    const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
    const kept = keep();
    const far = [...model.nodes.values()]
      .filter((node) => !kept.has(node.id) && node.type !== 'root' && (node.x < minX || node.x > maxX || node.y < minY || node.y > maxY))
      .map((node) => ({ id: node.id, distance: Math.hypot(node.x - x, node.y - y) }))
      .sort((a, b) => b.distance - a.distance)
      .slice(0, surplus);
    remove(far.map(({ id }) => id));
  }

  camera.on('updated', () => { clearTimeout(timer); timer = setTimeout(load, PAUSE); });
  load();
}
