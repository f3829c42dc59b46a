import * as api from './api.js';
import { clear, failed, tell } from './banner.js';
import { byId, plural } from './dom.js';
import { Families } from './families.js';
import { libraries, canDraw } from './libraries.js';
import { say } from './live.js';
import { tellPart } from './part.js';
import { Model } from './model.js';
import { Page } from './page.js';
import { Stage } from './stage.js';
import { begin } from './view.js';
import { firstPart } from './viewport.js';

/** What drives the page from outside, as its tests do, asks this file: the others are inside it. */
export { stage } from './stage.js';
export { look } from './view.js';

/** Loads the catalogue and puts the page together. */
async function start() {
  const drawing = canDraw ? libraries() : Promise.resolve(null);
  drawing.catch(() => {}); // it is looked at below, after the catalogue
  const model = new Model();
  const answer = await api.graph();
  model.partial = answer.partial === true;
  if (model.partial) model.most = answer.nodes.length;
  model.add(model.partial ? firstPart(answer) : answer);
  model.total = answer.total ?? model.nodes.size;
  model.revision = answer.revision;
  const stage = await stageOf(drawing, model);
  const page = new Page(model, new Families(model), stage);
  page.wire();
  if (model.partial) tellPart(model);
  begin();
  document.body.dataset.ready = 'true';
  requestAnimationFrame(() => performance.mark('drawn'));
  const genres = model.genres().length;
  say(`${plural(genres, 'genre')} and ${plural(model.nodes.size - genres, 'band')} loaded${model.partial ? `, a part of ${model.total.toLocaleString('en')}` : ''}. Press ? for the keys.`);
}

/** The drawing, or null where there can be none: then the list says everything. */
async function stageOf(drawing, model) {
  try {
    const found = await drawing;
    if (found) return new Stage(found, model);
    byId('no-drawing').hidden = false;
  } catch (failure) {
    console.error(failure);
    byId('no-drawing').hidden = false;
  }
  return null;
}

function attempt() {
  byId('loading').hidden = false;
  start()
    .then(clear)
    .catch((failure) => (failure instanceof api.Refused ? tell(failure.message, attempt) : failed(failure, attempt)))
    .finally(() => { byId('loading').hidden = true; });
}

attempt();
