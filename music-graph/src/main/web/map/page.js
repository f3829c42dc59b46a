import * as api from './api.js';
import { failed, tell } from './banner.js';
import { byId } from './dom.js';
import { filters } from './filters.js';
import { pageKeys } from './keys.js';
import { legend } from './legend.js';
import { say } from './live.js';
import { Panel, share } from './panel.js';
import { search } from './search.js';
import { Surroundings } from './surroundings.js';
import { Trail } from './trail.js';
import { Tree } from './tree.js';
import { look, onView, view } from './view.js';
import { described } from './words.js';

/** The parts of the page, and what each does to the others. All of them follow the view. */
export class Page {
  #staysPut = false; // a click on the map needs no flight

  constructor(model, families, stage) {
    Object.assign(this, { model, families, stage });
    const go = (id) => this.go(id);
    const add = (answer) => this.add(answer);
    this.panel = new Panel({
      model, families, go,
      act: { close: () => this.close(), ego: (id) => look({ ego: id, depth: 1 }), path: (id) => this.trail.offer(id), share },
    });
    this.trail = new Trail({ model, families, go, add, pick: (ends) => look(ends), stop: () => look({ from: null, to: null }) });
    this.surroundings = new Surroundings({ model, add, deepen: (depth) => look({ depth }, true), stop: () => look({ ego: null }) });
    this.filters = filters(look);
    this.tree = new Tree(model, families, (id) => this.toggle(id));
    search(model, go);
  }

  wire() {
    const { model, stage } = this;
    legend(this.families, { go: (id) => this.go(id), point: (isOf) => stage?.pointAtFamily(isOf), partial: model.partial });
    this.tree.fill();
    stage?.raise({
      families: this.families, view,
      open: (id) => { this.#staysPut = true; this.toggle(id); },
      background: () => { if (view().node) this.close(); },
      keep: () => new Set([view().node, ...(this.trail.found?.nodes ?? []), ...(this.surroundings.only ?? [])].filter(Boolean)),
      changed: { add: (answer) => { this.add(answer); this.draw(); }, remove: (ids) => ids.forEach((id) => { stage.scene.remove(id); model.remove(id); }) },
    });
    this.#buttons();
    onView((now, before) => this.#follow(now, before).catch((failure) => failed(failure, () => this.#follow(now, before))));
  }

  #buttons() {
    const camera = this.stage?.camera;
    const on = (id, act) => byId(id).addEventListener('click', act);
    const list = () => { if (this.stage) look({ list: !view().list }); };
    on('zoom-in', () => camera.zoom(1 / 1.6));
    on('zoom-out', () => camera.zoom(1.6));
    on('zoom-all', () => camera.all());
    on('list-open', list);
    on('path-open', () => this.trail.offer(view().node));
    on('help-open', () => byId('help').showModal());
    pageKeys({ close: () => this.#escape(), all: () => camera?.all(), zoom: (factor) => camera?.zoom(factor), list });
  }

  go(id) {
    if (view().node === id) this.#fly(id);
    else look({ node: id });
  }

  /** A second click closes. */
  toggle(id) {
    if (view().node === id) this.close();
    else look({ node: id });
  }

  close() {
    const back = byId('panel').contains(document.activeElement);
    look({ node: null });
    if (back) this.#home();
  }

  #escape() {
    if (!byId('filters').hidden) {
      this.filters.close();
      byId('filters-open').focus();
    } else if (view().node) this.close();
    else if (view().from || view().to) look({ from: null, to: null });
    else if (view().ego) look({ ego: null });
  }

  #home() {
    if (view().list || !this.stage) this.tree.focus();
    else byId('graph').focus();
  }

  /** Takes in what the server told: model, drawing and list. */
  add(answer) {
    const added = this.model.add(answer);
    this.stage?.scene.add(added);
  }

  async #follow(now, before) {
    const kinds = now.kinds !== before.kinds;
    this.filters.show(now);
    this.#showList(now.list || !this.stage);
    const opened = now.node !== before.node;
    if (opened) await this.#open(now.node);
    const around = now.ego !== before.ego || (now.ego && (now.depth !== before.depth || kinds));
    const path = now.from !== before.from || now.to !== before.to || (now.from && kinds);
    const fits = [around && await this.surroundings.show(now) && this.surroundings.only, path && await this.trail.show(now) && this.trail.found?.nodes].filter(Boolean);
    if (now !== view()) return;
    this.draw();
    this.tree.select(now.node);
    if (fits.length > 0) this.stage?.camera.fit(fits.at(-1));
    else if (opened && now.node && (!this.#staysPut || this.stage?.isCovered(now.node))) this.#fly(now.node);
    else if (around && !now.ego) this.stage?.camera.all();
    this.#staysPut = false;
    document.body.dataset.shown = now.node ?? '';
  }

  async #open(id) {
    if (!id) return this.panel.hide();
    await this.#fetch(id);
    if (!this.model.has(id)) {
      tell('This genre or band is not in the catalogue, or not any more.');
      return this.panel.hide();
    }
    const filled = this.panel.show(id);
    const node = this.model.get(id);
    say(`${node.name}, ${described(node)}, opened`);
    return filled;
  }

  /** Of a large catalogue a node's neighbours may be missing, or the node itself. */
  async #fetch(id) {
    if (!this.model.partial) return;
    try {
      this.add(await api.ego(id, 1, view().kinds));
    } catch (failure) {
      if (!(failure instanceof api.Refused)) throw failure;
    }
  }

  draw() {
    this.stage?.draw(view(), { only: this.surroundings.only, trail: this.trail.found });
  }

  #fly(id) {
    this.stage?.camera.flyTo(id);
  }

  #showList(shown) {
    byId('list').hidden = !shown;
    document.body.classList.toggle('listing', shown);
    byId('list-open').setAttribute('aria-pressed', String(shown));
    byId('list-open').hidden = !this.stage;
  }
}
