import * as api from './api.js';
import { failed } from './banner.js';
import { byId, plural } from './dom.js';
import { say } from './live.js';

/** A look at what is near one node: only that is shown, as far as the slider says. */
export class Surroundings {
  only = null; // the ids in it
  #asked = 0;

  constructor({ model, add, deepen, stop }) {
    Object.assign(this, { model, add });
    this.element = byId('ego');
    this.slider = byId('depth');
    this.slider.addEventListener('input', () => deepen(Number(this.slider.value)));
    byId('ego-close').addEventListener('click', stop);
  }

  async show({ ego, depth, kinds }) {
    const turn = ++this.#asked;
    this.element.hidden = !ego;
    if (!ego) {
      this.only = null;
      return false;
    }
    this.slider.value = String(depth);
    this.slider.setAttribute('aria-valuetext', plural(depth, 'step'));
    byId('depth-said').textContent = plural(depth, 'step');
    try {
      const answer = await api.ego(ego, depth, kinds);
      if (turn !== this.#asked) return false;
      this.add(answer);
      this.only = new Set(answer.nodes.map((node) => node.id));
      const name = this.model.get(ego).name;
      byId('ego-name').textContent = name;
      byId('ego-count').textContent = plural(this.only.size - 1, 'neighbour');
      say(`Around ${name}, ${plural(depth, 'step')}: ${plural(this.only.size - 1, 'neighbour')}`);
      return true;
    } catch (failure) {
      if (turn === this.#asked) failed(failure, () => this.show({ ego, depth, kinds }));
      return false;
    }
  }
}
