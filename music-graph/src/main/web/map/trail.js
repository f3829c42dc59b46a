import * as api from './api.js';
import { failed, tell } from './banner.js';
import { combobox } from './combobox.js';
import { byId, dot, make, plural } from './dom.js';
import { say } from './live.js';
import { suggestFrom } from './search.js';
import { step } from './words.js';

/** The shortest path between two nodes: two boxes to pick them, and the way, step by step. */
export class Trail {
  found = null; // {nodes: Set, edges: Set} of the path that is shown
  #asked = 0;
  #offered = false;

  constructor({ model, families, go, pick, stop, add }) {
    Object.assign(this, { model, families, go, pick, stop, add });
    this.element = byId('trail');
    this.ends = { from: byId('from'), to: byId('to') };
    for (const [end, input] of Object.entries(this.ends)) {
      combobox(input, {
        suggest: suggestFrom(model),
        choose: (node) => { this.add({ nodes: [node], edges: [] }); this.pick({ [end]: node.id }); },
        failed: (failure) => failed(failure),
      });
    }
    byId('trail-close').addEventListener('click', () => { this.#offered = false; this.element.hidden = true; stop(); });
  }

  /** Opens the boxes, with one end known. */
  offer(from) {
    this.#offered = true;
    this.pick({ from, to: null });
    this.ends.to.value = '';
    this.ends.to.focus();
  }

  async show({ from, to, kinds }) {
    const turn = ++this.#asked;
    this.found = null;
    byId('steps').replaceChildren();
    this.element.hidden = !from && !to && !this.#offered;
    for (const [end, id] of Object.entries({ from, to })) {
      if (id) this.ends[end].value = this.model.get(id)?.name ?? id.slice(id.indexOf(':') + 1);
    }
    if (!from || !to) return false;
    try {
      const answer = await api.path(from, to, kinds);
      if (turn !== this.#asked) return false;
      this.add(answer);
      this.#draw(answer.nodes.map((node) => this.model.get(node.id)));
      return true;
    } catch (failure) {
      if (turn !== this.#asked) return false;
      if (failure.status === 404) this.#none();
      else if (failure.status === 400) tell('One end of this path is not in the catalogue any more.');
      else failed(failure, () => this.pick({ from, to }));
      return false;
    }
  }

  #none() {
    byId('steps').replaceChildren(make('li', { class: 'quiet' }, 'Nothing connects these two with the relations that are switched on.'));
    say('No path found');
  }

  #draw(nodes) {
    const edges = nodes.slice(1).map((node, at) => this.#edge(nodes[at].id, node.id));
    this.found = { nodes: new Set(nodes.map((node) => node.id)), edges: new Set(edges.map((edge) => edge?.id)) };
    byId('steps').replaceChildren(...nodes.flatMap((node, at) => [
      at === 0 ? null : make('li', { class: 'how' }, edges[at - 1] ? `is ${step(edges[at - 1], nodes[at - 1].id)}` : '→'),
      make('li', {}, make('button', { type: 'button', class: 'chip', onclick: () => this.go(node.id) }, dot(this.families.slot(node.id)), node.name)),
    ].filter(Boolean)));
    say(`Path of ${plural(nodes.length - 1, 'step')}: ${nodes.map((node) => node.name).join(', ')}`);
  }

  #edge(one, other) {
    return this.model.get(one).out.find((edge) => edge.target === other) ?? this.model.get(one).in.find((edge) => edge.source === other);
  }
}
