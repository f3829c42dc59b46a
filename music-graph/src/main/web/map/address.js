import { KINDS, TYPES } from './words.js';

/** What the address says about the view, and back: every view can be shared as a link. */
const ID = /^(genre|band):[a-z0-9-]{1,50}$/;
const GENRES = ['root', 'intermediate', 'leaf'];

export const allKinds = () => new Set(KINDS.map((kind) => kind.id));
export const usualTypes = () => new Set(GENRES);

export const START = { node: null, ego: null, depth: 1, from: null, to: null, list: false };

export function read(location) {
  const query = new URLSearchParams(location.search);
  const id = (name) => (ID.test(query.get(name) ?? '') ? query.get(name) : null);
  const hash = decode(location.hash.slice(1)); // how links looked at first: /#genre:ska
  return {
    node: id('node') ?? (ID.test(hash) ? hash : null),
    ego: id('ego'),
    depth: Math.min(4, Math.max(1, Number.parseInt(query.get('depth') ?? '1', 10) || 1)),
    from: id('from'),
    to: id('to'),
    list: query.get('view') === 'list',
    kinds: subset(query.get('kinds'), KINDS) ?? allKinds(),
    types: subset(query.get('types'), TYPES) ?? usualTypes(),
  };
}

export function write(view, theme) {
  const query = [];
  if (view.node) query.push(['node', view.node]);
  if (view.ego) query.push(['ego', view.ego], ['depth', String(view.depth)]);
  if (view.from) query.push(['from', view.from]);
  if (view.to) query.push(['to', view.to]);
  if (!same(view.kinds, allKinds())) query.push(['kinds', [...view.kinds].join(',') || 'none']);
  if (!same(view.types, usualTypes())) query.push(['types', [...view.types].join(',') || 'none']);
  if (view.list) query.push(['view', 'list']);
  if (theme) query.push(['theme', theme]);
  // Colons and commas may stand in a query (RFC 3986, 3.4), and read better than %3A.
  const text = query.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`).join('&');
  return text ? `/?${text}` : '/';
}

function subset(text, known) {
  if (text === null) return null;
  const asked = text.split(',');
  return new Set(known.map((one) => one.id).filter((one) => asked.includes(one)));
}

const same = (a, b) => a.size === b.size && [...a].every((one) => b.has(one));

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
