import { isBand } from './words.js';

/** What the panel shows of a node, from the model; the same shape as the server's `/api/nodes/{id}`. */
export function detailsOf(model, id) {
  const node = model.get(id);
  const linked = (kind, direction) => model.linked(id, kind, direction);
  const common = { id, kind: node.kind, name: node.name, type: node.type, primary: model.primary(id) ?? null };
  if (isBand(node)) return { ...common, genres: linked('band', 'out') };
  return {
    ...common,
    parents: linked('subgenre', 'out'), children: linked('subgenre', 'in'),
    fusions: linked('fusion', 'out'), fusedInto: linked('fusion', 'in'),
    influences: linked('influence', 'out'), influenced: linked('influence', 'in'),
    bands: linked('band', 'in'),
  };
}
