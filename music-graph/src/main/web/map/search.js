import * as api from './api.js';
import { failed } from './banner.js';
import { combobox } from './combobox.js';
import { byId, plural } from './dom.js';
import { say } from './live.js';

const BOX = 'search';

/** Names that fit: the server forgives typing errors; without it, what is loaded is looked through. */
export function suggestFrom(model) {
  return async (text, signal) => {
    try {
      const { results } = await api.search(text, signal);
      return results;
    } catch (failure) {
      if (failure.name === 'AbortError') throw failure;
      return plainly(model, text);
    }
  };
}

function plainly(model, text) {
  const wanted = text.toLocaleLowerCase();
  return [...model.nodes.values()]
    .map((node) => ({ node, at: node.name.toLocaleLowerCase().indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.node.name.length - b.node.name.length)
    .slice(0, 10)
    .map(({ node }) => node);
}

export function search(model, go) {
  combobox(byId(BOX), {
    suggest: suggestFrom(model),
    choose: (node) => go(node.id),
    found: (count) => say(count === 0 ? 'No suggestions' : plural(count, 'suggestion')),
    failed: (failure) => failed(failure),
  });
}
