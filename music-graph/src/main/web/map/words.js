/** What kinds and types are called, in one place. */
export const KINDS = [
  { id: 'subgenre', label: 'Sub-genre', forth: 'a sub-genre of', back: 'the parent of' },
  { id: 'fusion', label: 'Fusion', forth: 'a fusion with', back: 'an ingredient of' },
  { id: 'influence', label: 'Influence', forth: 'influenced by', back: 'an influence on' },
  { id: 'band', label: 'Band', forth: 'a band of', back: 'played by' },
];

export const TYPES = [
  { id: 'root', label: 'Root genres' },
  { id: 'intermediate', label: 'Intermediate genres' },
  { id: 'leaf', label: 'Leaf genres' },
  { id: 'band', label: 'All bands' },
];

export const isBand = (node) => node.kind === 'band';

export const typeOf = (node) => (isBand(node) ? 'band' : node.type);

export const described = (node) => (isBand(node) ? 'band' : `${node.type} genre`);

/** How one node relates to the next along an edge, in words. */
export function step(edge, from) {
  const kind = KINDS.find((known) => known.id === edge.kind) ?? KINDS[0];
  return edge.source === from ? kind.forth : kind.back;
}
