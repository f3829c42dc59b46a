import { Camera } from './camera.js';
import { byId } from './dom.js';
import { mapKeys } from './keys.js';
import { Scene } from './scene.js';
import { followViewport } from './viewport.js';

let shown = null;

/** The stage of this page, if there is one: lets tests see where a node is drawn. */
export const stage = () => shown;

/** The map on the page: the drawing, its camera, and what pointer and keys do on it. */
export class Stage {
  #at = null;
  #family = null;
  #last = null;

  constructor(libraries, model) {
    this.libraries = libraries;
    this.model = model;
    this.container = byId('graph');
    shown = this;
  }

  raise({ families, view, open, background, keep, changed }) {
    this.scene = new Scene(this.libraries, this.container, this.model, families, view());
    this.camera = new Camera(this.scene, covered);
    const { sigma } = this.scene;
    sigma.on('clickNode', ({ node }) => open(node));
    sigma.on('clickStage', background);
    sigma.on('enterNode', ({ node }) => { this.container.classList.add('over'); this.#point(node); });
    sigma.on('leaveNode', () => { this.container.classList.remove('over'); this.#point(null); });
    sigma.on('doubleClickNode', (event) => event.preventSigmaDefault());
    mapKeys({ scene: this.scene, camera: this.camera, model: this.model, view, point: (id) => this.#point(id), open });
    document.documentElement.addEventListener('themechange', () => this.scene.repaint());
    if (this.model.partial) {
      followViewport({ scene: this.scene, model: this.model, add: changed.add, remove: changed.remove, keep, wantsBands: () => view().types.has('band') });
    }
  }

  draw(view, { only, trail }) {
    this.#last = { view, only, trail };
    this.scene.show(view, { only, trail, at: this.#at, family: this.#family });
    const nodes = [...this.model.nodes.values()].filter((node) => this.scene.emphasis.seen(node)).length;
    Object.assign(this.container.dataset, { drawn: String(this.model.nodes.size), seen: String(nodes) });
  }

  /** Where a node is on the screen, in pixels from the map's corner; null if it isn't drawn. */
  placeOf(id) {
    const drawn = this.scene.sigma.getNodeDisplayData(id);
    if (!drawn || drawn.hidden) return null;
    return this.scene.sigma.graphToViewport(this.scene.graph.getNodeAttributes(id), { cameraState: this.scene.sigma.getCamera().getState() });
  }

  /** Whether a node lies under the panel, where nobody sees it. */
  isCovered(id) {
    const place = this.placeOf(id);
    const { right, bottom } = covered();
    return place !== null && (place.x > this.container.clientWidth - right || place.y > this.container.clientHeight - bottom);
  }

  pointAtFamily(isOf) {
    this.#family = isOf;
    this.#again();
  }

  #point(id) {
    this.#at = id;
    this.#again();
  }

  #again() {
    if (this.#last) this.draw(this.#last.view, this.#last);
  }
}

/** What of the map is covered: by the panel (a side of wide screens, the lower part of narrow ones), path and surroundings. */
function covered() {
  const sheet = matchMedia('(max-width: 44rem)').matches;
  const panel = byId('panel').hidden ? null : byId('panel');
  const left = !sheet && ['ego', 'trail'].some((id) => !byId(id).hidden) ? byId('tools').offsetWidth : 0;
  return { left, right: panel && !sheet ? panel.offsetWidth : 0, bottom: panel && sheet ? panel.offsetHeight : 0 };
}
