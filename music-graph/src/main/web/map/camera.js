/** Moves the view: to a node, to some nodes, to all. Keeps clear of what lies on the map. */
export class Camera {
  constructor(scene, covered) {
    this.scene = scene;
    this.camera = scene.sigma.getCamera();
    this.covered = covered; // () => {left, right, bottom} in pixels that other things lie on
    const container = scene.container;
    this.camera.on('updated', ({ x, y, ratio }) => { container.dataset.camera = [x, y, ratio].map((n) => n.toFixed(4)).join(' '); });
  }

  flyTo(id) {
    const at = this.scene.sigma.getNodeDisplayData(id);
    if (!at) return;
    const ratio = Math.min(this.camera.getState().ratio, this.#close());
    this.#go(this.#clear({ x: at.x, y: at.y, ratio }));
  }

  /** Shows all of these nodes, and no nearer than a single one is shown. */
  fit(ids) {
    const places = [...ids].map((id) => this.scene.sigma.getNodeDisplayData(id)).filter(Boolean);
    if (places.length === 0) return;
    const xs = places.map((place) => place.x);
    const ys = places.map((place) => place.y);
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { width, height } = this.#free();
    const unit = Math.min(this.scene.container.clientWidth, this.scene.container.clientHeight);
    const ratio = Math.max(((right - left) * unit) / width, ((high - low) * unit) / height) * 1.35;
    this.#go(this.#clear({ x: (left + right) / 2, y: (low + high) / 2, ratio: Math.max(ratio, this.#close()) }));
  }

  all() {
    this.#go({ x: 0.5, y: 0.5, ratio: 1 });
  }

  zoom(factor) {
    this.#go({ ratio: this.camera.getBoundedRatio(this.camera.getState().ratio * factor) }, 200);
  }

  /** More nodes, nearer: a neighbourhood should fill the view. */
  #close() {
    return Math.min(0.5, Math.max(0.06, 6 / Math.sqrt(Math.max(1, this.scene.graph.order))));
  }

  #free() {
    const { left, right, bottom } = this.covered();
    const { clientWidth, clientHeight } = this.scene.container;
    return { width: Math.max(120, clientWidth - left - right), height: Math.max(120, clientHeight - bottom) };
  }

  /** The same place, moved into the middle of what the panel leaves free. */
  #clear(state) {
    const { sigma, container } = this.scene;
    const { left, right, bottom } = this.covered();
    const cameraState = { ...state, angle: 0 };
    const middle = { x: container.clientWidth / 2, y: container.clientHeight / 2 };
    const centre = sigma.viewportToFramedGraph(middle, { cameraState });
    const wanted = sigma.viewportToFramedGraph({ x: middle.x + (right - left) / 2, y: middle.y + bottom / 2 }, { cameraState });
    return { ...state, x: state.x + wanted.x - centre.x, y: state.y + wanted.y - centre.y };
  }

  #go(state, duration = 550) {
    const { container } = this.scene;
    const arrived = () => { container.dataset.settled = String(Number(container.dataset.settled ?? 0) + 1); };
    if (this.scene.still()) {
      this.camera.setState(state);
      arrived();
    } else {
      this.camera.animate(state, { duration, easing: 'cubicInOut' }, arrived);
    }
  }
}
