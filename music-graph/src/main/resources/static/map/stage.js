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
    this.scene = new Scene(this.libraries, this.container, this.model, families);
    this.camera = new Camera(this.scene, covered);
    const { sigma } = this.scene;
    sigma.on('clickNode', ({ node }) => open(node));
    sigma.on('clickStage', background);
    sigma.on('enterNode', ({ node }) => { this.container.classList.add('over'); this.#point(node); });
    sigma.on('leaveNode', () => { this.container.classList.remove('over'); this.#point(null); });
    sigma.on('doubleClickNode', (event) => { event.preventSigmaDefault(); });
    mapKeys({ scene: this.scene, camera: this.camera, model: this.model, view, point: (id) => this.#point(id), open });
    document.documentElement.addEventListener('themechange', () => this.scene.repaint());
    if (this.model.partial) {
      followViewport({ scene: this.scene, model: this.model, add: changed.add, remove: changed.remove, keep });
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
    return this.scene.sigma.graphToViewport(this.scene.graph.getNodeAttributes(id));
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

/** What of the map the panel covers: a side on wide screens, the lower part on narrow ones. */
function covered() {
  const panel = byId('panel');
  if (panel.hidden) return { right: 0, bottom: 0 };
  const sheet = matchMedia('(max-width: 44rem)').matches;
  return sheet ? { right: 0, bottom: panel.offsetHeight } : { right: panel.offsetWidth, bottom: 0 };
}
