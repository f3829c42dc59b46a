/** The server could not be asked, or could not answer; `message` is for the user. */
export class Away extends Error {}

/** The server answered that there is no such thing (404) or that the question is wrong (400). */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const PATIENCE = 15_000; // milliseconds

async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
  const address = [...query].length === 0 ? path : `${path}?${query}`;
  const limit = AbortSignal.timeout(PATIENCE);
  let response;
  try {
    response = await fetch(address, {
      headers: { accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Away('The server can’t be reached. Check your connection; it may also be restarting.');
  }
  if (response.status === 503) throw new Away('The server is up, but its database isn’t answering at the moment. Nothing is lost.');
  if (response.status >= 500 || response.status === 429) throw new Away(`The server could not answer (${response.status}).`);
  if (!response.ok) throw new Refused(response.status, await reason(response));
  try {
    return await response.json();
  } catch {
    throw new Away('The server’s answer could not be read.');
  }
}

async function reason(response) {
  try {
    const problem = await response.json();
    return problem.detail ?? problem.title ?? `Status ${response.status}`;
  } catch {
    return `Status ${response.status}`;
  }
}

const listed = (kinds) => [...kinds].join(',');

export const graph = () => get('/api/graph');
export const search = (q, signal) => get('/api/search', { q, limit: 10 }, signal);
export const ego = (node, depth, kinds) => get('/api/ego', { node, depth, kinds: listed(kinds) });
export const path = (from, to, kinds) => get('/api/path', { from, to, kinds: listed(kinds) });
export const similar = (node) => get('/api/similar', { node, limit: 6 });
export const node = (id) => get(`/api/nodes/${encodeURIComponent(id)}`);
export const viewport = (box, limit, signal) => get('/api/viewport', { ...box, limit }, signal);
