import { make } from './dom.js';
import { described } from './words.js';

/**
 * A text box with suggestions, as the ARIA authoring practices describe it ("editable combobox with list autocomplete"):
 * arrows move through the list, Enter takes one, Escape closes the list, then empties the box.
 *
 * @param {(text, signal) => Promise<object[]>} suggest nodes that fit
 * @param {(node) => void} choose
 */
export function combobox(input, { suggest, choose, found = () => {}, failed = () => {} }) {
  const list = make('ul', { id: `${input.id}-list`, role: 'listbox', class: 'suggestions', 'aria-label': 'Suggestions', hidden: true });
  input.after(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false', autocomplete: 'off', spellcheck: 'false' })) {
    input.setAttribute(name, value);
  }
  let nodes = [];
  let active = -1;
  let asked = null;
  let timer = 0;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function show(text) {
    list.replaceChildren(...nodes.map((node, place) => make(
      'li', { id: `${list.id}-${place}`, role: 'option', 'aria-selected': 'false', onpointerdown: (event) => { event.preventDefault(); take(place); } },
      make('span', {}, node.name), make('span', { class: 'quiet' }, described(node)),
    )));
    if (nodes.length === 0) list.replaceChildren(make('li', { class: 'quiet', role: 'option', 'aria-disabled': 'true' }, `Nothing is called “${text}”`));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    activate(nodes.length > 0 ? 0 : -1);
  }

  function activate(place) {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === place)));
    if (place < 0) return input.removeAttribute('aria-activedescendant');
    const item = list.children[place];
    input.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  }

  function take(place) {
    const node = nodes[place];
    if (!node) return;
    input.value = node.name;
    close();
    choose(node);
  }

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (text === '') return close();
    asked = new AbortController();
    try {
      const answer = await suggest(text, asked.signal);
      if (input.value.trim() !== text) return;
      nodes = answer;
      show(text);
      found(nodes.length);
    } catch (failure) {
      if (failure.name !== 'AbortError') failed(failure);
    }
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 110); });
  input.addEventListener('blur', () => { asked?.abort(); close(); });
  input.addEventListener('keydown', async (event) => {
    const open = !list.hidden && nodes.length > 0;
    const count = nodes.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return ask();
      activate((active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Enter may come before the suggestions do.
      clearTimeout(timer);
      if (!open) await ask();
      if (!list.hidden) take(Math.max(0, active));
    } else if (event.key === 'Escape') {
      if (list.hidden && input.value === '') return;
      event.stopPropagation();
      if (list.hidden) input.value = '';
      close();
    }
  });
  return { close };
}
