import { read, write } from './address.js';

/** What is looked at now. One place keeps it, puts it into the address, and tells the parts of the page. */
const listeners = [];
let current = read(location);

export const view = () => current;

/** @param {(now, before) => void} listener also called when the user goes back or forward */
export function onView(listener) {
  listeners.push(listener);
}

/** @param {boolean} instead whether the change takes the place of the entry in the browser's history */
export function look(change, instead = false) {
  const before = current;
  current = { ...current, ...change };
  const address = write(current, new URLSearchParams(location.search).get('theme'));
  if (address !== location.pathname + location.search) {
    if (instead) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  }
  tell(before);
}

/** Calls every listener with the view as it is, once what they draw on is there. */
export function begin() {
  tell({ ...current, node: null, ego: null, from: null, to: null });
}

function follow() {
  const before = current;
  current = read(location);
  tell(before);
}

function tell(before) {
  for (const listener of listeners) listener(current, before);
}

addEventListener('popstate', follow);
addEventListener('hashchange', follow);
