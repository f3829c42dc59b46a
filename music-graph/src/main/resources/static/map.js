'use strict';

/** Draws /api/graph with sigma.js. Names only ever become text, never HTML. */
(() => {
  const SIZES = { root: 16, intermediate: 11, leaf: 7, band: 4 };
  const COLOURS = { root: '#5b3fd6', intermediate: '#d6563f', leaf: '#1f8f74', band: '#b8860b' };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const container = document.getElementById('graph');
  const notice = document.getElementById('notice');
  const panel = document.getElementById('panel');

  const say = (text) => { notice.textContent = text; };

  async function load() {
    const response = await fetch('/api/graph', { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error('status ' + response.status);
    return response.json();
  }

  function build(map) {
    const graph = new graphology.MultiDirectedGraph();
    for (const node of map.nodes) {
      graph.addNode(node.id, {
        label: node.name, kind: node.kind, genreType: node.type, x: node.x, y: node.y,
        size: SIZES[node.type] ?? 5, color: COLOURS[node.type] ?? '#888888', hidden: node.kind === 'band',
      });
    }
    for (const edge of map.edges) {
      graph.addEdge(edge.source, edge.target, {
        primary: edge.primary, size: edge.primary ? 1.5 : 0.6, color: dark ? '#4a4658' : '#cfcad9',
      });
    }
    return graph;
  }

  function start(graph) {
    const sigma = new Sigma(graph, container, {
      labelColor: { color: dark ? '#eceaf4' : '#1c1b22' }, labelRenderedSizeThreshold: 5, zIndex: true,
    });
    let open = null;

    const isBand = (id) => graph.getNodeAttribute(id, 'kind') === 'band';
    const name = (id) => graph.getNodeAttribute(id, 'label');
    const byName = (a, b) => name(a).localeCompare(name(b));
    const primary = (id) => graph.outEdges(id).filter((e) => graph.getEdgeAttribute(e, 'primary')).map((e) => graph.target(e));

    function showBands(genre, shown) {
      for (const id of graph.inNeighbors(genre).filter(isBand)) graph.setNodeAttribute(id, 'hidden', !shown);
    }

    function flyTo(id) {
      const at = sigma.getNodeDisplayData(id);
      if (at) sigma.getCamera().animate({ x: at.x, y: at.y, ratio: 0.35 }, { duration: 500 });
    }

    function list(title, ids) {
      if (ids.length === 0) return [];
      const heading = document.createElement('h3');
      heading.textContent = title;
      const items = document.createElement('ul');
      for (const id of ids.sort(byName)) {
        const link = document.createElement('button');
        link.type = 'button';
        link.className = 'link';
        link.textContent = name(id);
        link.addEventListener('click', () => { select(id); flyTo(id); });
        const item = document.createElement('li');
        item.append(link);
        items.append(item);
      }
      return [heading, items];
    }

    function close() {
      if (open && isBand(open)) graph.setNodeAttribute(open, 'hidden', true);
      else if (open) showBands(open, false);
      open = null;
      panel.hidden = true;
      panel.replaceChildren();
      history.replaceState(null, '', location.pathname);
    }

    function select(id) {
      close();
      open = id;
      if (isBand(id)) graph.setNodeAttribute(id, 'hidden', false); else showBands(id, true);
      const title = document.createElement('h2');
      title.textContent = name(id);
      const kind = document.createElement('p');
      kind.textContent = isBand(id) ? 'band' : graph.getNodeAttribute(id, 'genreType') + ' genre';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'close';
      button.textContent = 'Close';
      button.addEventListener('click', close);
      const parts = isBand(id)
        ? [...list('Primary genre', primary(id)), ...list('Genres', graph.outNeighbors(id))]
        : [
          ...list('Primary parent', primary(id)), ...list('Parents', graph.outNeighbors(id)),
          ...list('Sub-genres', graph.inNeighbors(id).filter((n) => !isBand(n))),
          ...list('Bands', graph.inNeighbors(id).filter(isBand)),
        ];
      panel.replaceChildren(button, title, kind, ...parts);
      panel.hidden = false;
      history.replaceState(null, '', '#' + id);
    }

    // An address such as /#genre:ska leads straight to a node.
    function followAddress() {
      const id = location.hash.slice(1);
      if (graph.hasNode(id)) { select(id); flyTo(id); }
    }

    sigma.on('clickNode', ({ node }) => { if (node === open) close(); else select(node); });
    sigma.on('clickStage', close);
    addEventListener('hashchange', followAddress);
    followAddress();
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
  }

  load()
    .then((map) => {
      start(build(map));
      const genres = map.nodes.filter((node) => node.kind === 'genre').length;
      say(genres + ' genres, ' + (map.nodes.length - genres) + ' bands. Click a genre to see its bands.');
      container.dataset.drawn = String(map.nodes.length);
    })
    .catch((failure) => { console.error(failure); say('The map could not be drawn. Please try again in a few seconds.'); });
})();
