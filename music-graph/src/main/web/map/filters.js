import { byId, make } from './dom.js';
import { KINDS, TYPES } from './words.js';

/** Switches: which kinds of relation and which types of node are drawn. */
export function filters(look) {
  const boxes = { kinds: group('kinds', 'Relations', KINDS), types: group('types', 'Nodes', TYPES) };
  const element = byId('filters');
  const button = byId('filters-open');
  button.addEventListener('click', () => open(element.hidden));

  function open(shown) {
    element.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
  }

  function group(name, title, all) {
    const inputs = new Map(all.map(({ id }) => [id, make('input', { type: 'checkbox', name, value: id, onchange: () => change(name) })]));
    byId('filters').append(make('fieldset', { class: 'switches' }, make('legend', {}, title),
      ...all.map(({ id, label }) => make('label', {}, inputs.get(id), make('span', { class: `sample ${name}-${id}`, 'aria-hidden': 'true' }), label))));
    return inputs;
  }

  function change(name) {
    const chosen = [...boxes[name]].filter(([, input]) => input.checked).map(([id]) => id);
    look({ [name]: new Set(chosen) }, true);
  }

  return {
    close: () => open(false),
    show(view) {
      for (const name of ['kinds', 'types']) for (const [id, input] of boxes[name]) input.checked = view[name].has(id);
    },
  };
}
