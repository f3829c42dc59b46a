import { Away, Refused } from './api.js';
import { byId, make } from './dom.js';

/** Tells what went wrong in the user's words, with a way on. */
export function tell(message, retry = null) {
  const banner = byId('banner');
  const again = retry && make('button', { type: 'button', class: 'plain', onclick: () => { clear(); retry(); } }, 'Try again');
  const close = make('button', { type: 'button', class: 'icon', 'aria-label': 'Close this message', onclick: clear }, '✕');
  banner.replaceChildren(make('p', {}, message), ...[again, close].filter(Boolean));
  banner.hidden = false;
}

export function clear() {
  byId('banner').hidden = true;
}

/** What to do with a failed request: name it if it is a known one, else let it be seen in the console. */
export function failed(failure, retry) {
  if (failure.name === 'AbortError') return;
  if (failure instanceof Away) tell(failure.message, retry);
  else if (failure instanceof Refused) tell(failure.message);
  else {
    tell('Something went wrong on this page.', retry);
    console.error(failure);
  }
}
