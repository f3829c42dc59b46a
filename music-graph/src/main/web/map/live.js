import { byId } from './dom.js';

/** Says something to those who listen instead of looking. */
export function say(text) {
  const region = byId('live');
  // The same words again are only read out if the text changed in between.
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = text; });
}
