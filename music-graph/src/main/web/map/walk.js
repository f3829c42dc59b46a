const CONE = Math.PI / 3;

/**
 * Where an arrow key leads: to the neighbour that lies that way, nearest first; where there is none, to the nearest node that
 * lies that way. Pure.
 *
 * @param {{x, y}} from on the screen, y downwards
 * @param {Iterable<[string, {x, y}, boolean]>} places id, place, and whether it is a neighbour
 */
export function towards(key, from, places) {
  const angle = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 }[key];
  let best = null;
  let least = Infinity;
  for (const [id, place, neighbour] of places) {
    const distance = Math.hypot(place.x - from.x, place.y - from.y);
    if (distance < 0.5) continue;
    const off = Math.abs(wrapped(Math.atan2(place.y - from.y, place.x - from.x) - angle));
    if (off > CONE) continue;
    const cost = distance * (1 + 2 * off) + (neighbour ? 0 : 1e6);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

const wrapped = (angle) => ((angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
