import * as api from './api.js';
import { tell } from './banner.js';
import { detailsOf } from './details.js';
import { byId, dot, make, plural } from './dom.js';
import { isBand } from './words.js';

const SHOWN = 12; // links of a section before "show all"

/** The slide-in panel: everything about one node, with links that fly there. */
export class Panel {
  #asked = 0;

  constructor({ model, families, go, act }) {
    this.element = byId('panel');
    this.model = model;
    this.families = families;
    this.go = go; // (id) => void
    this.act = act; // {close, ego, path, share}
  }

  async show(id) {
    const turn = ++this.#asked;
    this.element.hidden = false;
    if (!this.model.partial && this.model.has(id)) this.#fill(detailsOf(this.model, id));
    else {
      const details = await api.node(id);
      if (turn !== this.#asked) return;
      this.#fill({ ...details, id });
    }
    await this.#suggest(id, turn);
  }

  hide() {
    this.#asked++;
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  focus() {
    this.element.querySelector('h2')?.focus();
  }

  #fill(details) {
    this.element.replaceChildren(
      make('header', {},
        make('div', {}, make('h2', { tabindex: '-1' }, details.name), this.#subtitle(details)),
        make('button', { type: 'button', class: 'icon close', 'aria-label': 'Close details', title: 'Close (Esc)', onclick: this.act.close }, '✕')),
      this.#actions(details),
      ...(isBand(details) ? this.#band(details) : this.#genre(details)),
      make('section', { id: 'similar', 'aria-live': 'off' }));
    this.element.scrollTop = 0;
  }

  #subtitle(details) {
    const known = this.model.has(details.id);
    const family = known ? this.families.name(details.id) : '';
    const facts = isBand(details)
      ? ['Band', family && `${family} family`]
      : [`${details.type[0].toUpperCase()}${details.type.slice(1)} genre`, details.type !== 'root' && family && `${family} family`,
        details.bands.length > 0 && plural(details.bands.length, 'band')];
    return make('p', { class: 'quiet facts' }, known ? dot(this.families.slot(details.id)) : null, facts.filter(Boolean).join(' · '));
  }

  #actions({ id, kind }) {
    const button = (label, title, onclick) => make('button', { type: 'button', class: 'plain small', title, onclick }, label);
    const slug = id.slice(id.indexOf(':') + 1);
    return make('p', { class: 'row' },
      button('Look around', 'Only what is near this', () => this.act.ego(id)),
      button('Path to…', 'The shortest way from here to another genre or band', () => this.act.path(id)),
      button('Copy link', 'A link to this view', (event) => this.act.share(event.currentTarget)),
      document.body.dataset.admin === 'true'
        ? make('a', { class: 'button plain small', href: `/admin/${kind}s/${encodeURIComponent(slug)}/edit` }, 'Edit') : null);
  }

  #genre(details) {
    const others = details.parents.filter((parent) => parent.id !== details.primary?.id);
    return [
      ...this.#section('Primary parent', details.primary ? [details.primary] : []),
      ...this.#section(details.primary ? 'Other parents' : 'Parents', others),
      ...this.#section('Sub-genres', details.children),
      ...this.#section('Fusion of', details.fusions),
      ...this.#section('Fused into', details.fusedInto),
      ...this.#section('Influenced by', details.influences),
      ...this.#section('Influenced', details.influenced),
      ...this.#section('Bands', details.bands),
    ];
  }

  #band(details) {
    return [
      ...this.#section('Primary genre', details.primary ? [details.primary] : []),
      ...this.#section('All genres', details.genres),
    ];
  }

  #section(title, nodes = []) {
    if (nodes.length === 0) return [];
    const list = make('ul', { class: 'links' }, ...nodes.slice(0, SHOWN).map((node) => this.#link(node)));
    const rest = nodes.slice(SHOWN);
    const more = rest.length === 0 ? null : make('button', {
      type: 'button', class: 'plain small',
      onclick: (event) => { list.append(...rest.map((node) => this.#link(node))); event.currentTarget.remove(); list.children[SHOWN].firstChild.focus(); },
    }, `Show all ${nodes.length}`);
    return [make('section', {}, make('h3', {}, title, make('span', { class: 'count' }, String(nodes.length))), list, more)].filter(Boolean);
  }

  #link({ id, name }, note = null) {
    const mark = this.model.has(id) ? dot(this.families.slot(id)) : null;
    return make('li', {},
      make('button', { type: 'button', class: 'link', 'data-node': id, onclick: () => this.go(id) }, mark, make('span', {}, name)), note);
  }

  async #suggest(id, turn) {
    let results;
    try {
      ({ results } = await api.similar(id));
    } catch {
      return; // an extra: the rest of the panel stands without it
    }
    if (turn !== this.#asked || results.length === 0) return;
    const name = this.element.querySelector('h2').textContent;
    byId('similar').replaceChildren(
      make('h3', {}, `If you like ${name}, try`),
      make('ul', { class: 'links similar' }, ...results.map((one) => this.#link(one, make('p', { class: 'quiet' }, one.reasons.join('; '))))));
  }
}

/** Copies the address of the view; where that isn't allowed, shows it to be copied by hand. */
export async function share(button) {
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = 'Copied';
  } catch {
    tell(location.href);
  }
}
