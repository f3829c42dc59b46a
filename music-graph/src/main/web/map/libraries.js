/** Sigma and graphology, loaded only where they can draw: sigma's own script fails without WebGL. */
const SCRIPTS = ['/vendor/graphology/package/dist/graphology.umd.min.js', '/vendor/sigma/package/dist/sigma.min.js'];

/**
 * Asked at once: the browser starts its graphics for the first drawing area, and that takes long enough to be worth doing
 * while the catalogue and the libraries are on their way.
 */
export const canDraw = tried();

function tried() {
  try {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

export async function libraries() {
  await Promise.all(SCRIPTS.map(load));
  return { Sigma: globalThis.Sigma, graphology: globalThis.graphology };
}

function load(source) {
  return new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = source;
    script.async = false;
    script.addEventListener('load', done);
    script.addEventListener('error', () => fail(new Error(`${source} could not be loaded`)));
    document.head.append(script);
  });
}
