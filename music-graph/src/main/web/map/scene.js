import { dashedProgram } from './dashes.js';
import { Emphasis } from './emphasis.js';
import { familyColour, mix } from './families.js';
import { Labels } from './labels.js';
import { currentTheme, paintOf } from './paint.js';
import { isBand, typeOf } from './words.js';

const SIZES = { root: 15, intermediate: 9, leaf: 5.5, band: 3.5 };
const EDGES = { subgenre: 'line', fusion: 'dashed', influence: 'arrow', band: 'line' };

/** The drawing: a graphology graph of what the model holds, shown by sigma as the emphasis says. */
export class Scene {
  #first; // the view that is drawn as the map comes up, until it is asked for

  constructor({ Sigma, graphology }, container, model, families, view) {
    this.container = container;
    this.model = model;
    this.families = families;
    this.emphasis = new Emphasis(model, view);
    this.#first = view;
    this.paint = paintOf(currentTheme());
    this.graph = new graphology.MultiDirectedGraph();
    // The more there is to draw, and the less room, the smaller.
    const room = Math.min(1, Math.max(0.6, Math.sqrt(container.clientWidth / 900)));
    this.scale = room * Math.min(1, Math.max(0.5, Math.sqrt(350 / Math.max(1, model.genres().length))));
    this.add({ nodes: [...model.nodes.values()], edges: [...model.edges.values()] });
    this.labels = new Labels(this);
    this.sigma = new Sigma(this.graph, container, this.#settings(Sigma));
    this.sigma.on('afterRender', () => this.labels.place());
    this.labels.place(); // sigma has drawn once by now
    // The frame is kept while nodes come and go, or the map would jump.
    this.sigma.setCustomBBox(this.sigma.getBBox());
  }

  #settings(Sigma) {
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.still = () => calm.matches;
    return {
      nodeProgramClasses: {
        circle: Sigma.rendering.createNodeBorderProgram({
          borders: [
            { size: { value: 0.16 }, color: { attribute: 'rim' } },
            { size: { fill: true }, color: { attribute: 'color' } },
          ],
        }),
      },
      edgeProgramClasses: {
        line: Sigma.rendering.EdgeRectangleProgram, dashed: dashedProgram(Sigma), arrow: Sigma.rendering.EdgeArrowProgram,
      },
      defaultDrawNodeLabel: (context, node) => this.labels.collect(context, node),
      defaultDrawNodeHover: (context, node) => this.labels.hover(context, node),
      nodeReducer: (id, data) => this.#node(id, data),
      edgeReducer: (id, data) => this.#edge(id, data),
      labelDensity: 2.5, labelGridCellSize: 120, labelRenderedSizeThreshold: 4,
      minEdgeThickness: 0.7, minCameraRatio: 0.01, maxCameraRatio: 2.5, stagePadding: this.container.clientWidth < 700 ? 24 : 60, zIndex: true,
      // Two fingers that zoom are never quite parallel, and a map that turned would not turn back.
      enableCameraRotation: false,
      zoomToSizeRatioFunction: (ratio) => Math.cbrt(Math.max(ratio, 0.02)),
      hideEdgesOnMove: this.model.partial, hideLabelsOnMove: this.model.partial,
    };
  }

  add({ nodes, edges }) {
    for (const node of nodes) {
      const size = SIZES[typeOf(node)] ?? SIZES.leaf;
      this.graph.addNode(node.id, {
        label: node.name, x: node.x, y: node.y, type_: typeOf(node), slot: this.families.slot(node.id),
        size: node.type === 'root' ? size * Math.sqrt(this.scale) : size * this.scale,
      });
    }
    for (const edge of edges) {
      // An influence is drawn the way it went: from the older to the one it shaped.
      const [from, to] = edge.kind === 'influence' ? [edge.target, edge.source] : [edge.source, edge.target];
      this.graph.addEdgeWithKey(edge.id, from, to, { type: EDGES[edge.kind], edge });
    }
  }

  /** Circles of the nodes on the screen, for names to keep clear of; none where there are too many to look at in a frame. */
  shownNodes() {
    const { sigma, container } = this;
    const shown = [];
    for (const id of this.graph.nodes()) {
      const data = sigma.getNodeDisplayData(id);
      if (!data || data.hidden) continue;
      const { x, y } = sigma.framedGraphToViewport(data);
      if (x < 0 || y < 0 || x > container.clientWidth || y > container.clientHeight) continue;
      shown.push({ x, y, r: sigma.scaleSize(data.size) });
      if (shown.length > 700) return [];
    }
    return shown;
  }

  remove(id) {
    this.graph.dropNode(id);
  }

  show(view, highlights) {
    this.emphasis = new Emphasis(this.model, view, highlights);
    const there = view === this.#first && this.emphasis.isPlain();
    this.#first = null;
    if (!there) this.sigma.refresh({ skipIndexation: false });
  }

  repaint() {
    this.paint = paintOf(currentTheme());
    this.sigma.refresh();
  }

  #node(id, data) {
    const { emphasis, paint } = this;
    const node = this.model.get(id);
    if (!node) return { ...data, hidden: true };
    if (!emphasis.seen(node)) return { ...data, hidden: true, label: null };
    const faded = emphasis.faded(id);
    const full = familyColour(data.slot, paint.theme);
    const chosen = id === emphasis.view.node || id === emphasis.at;
    const plain = isBand(node) ? mix(full, paint.paper, 0.3) : full;
    return {
      ...data, faded,
      color: faded ? mix(full, paint.paper, 0.78) : plain,
      rim: chosen ? paint.ink : paint.paper,
      size: chosen ? data.size * 1.25 : data.size,
      label: this.#label(node, faded),
      forceLabel: !faded && (chosen || emphasis.named(id)),
      highlighted: id === emphasis.at,
      zIndex: chosen ? 3 : faded ? 0 : isBand(node) ? 1 : 2,
    };
  }

  #label(node, faded) {
    if (faded) return null;
    if (isBand(node) || node.id !== this.emphasis.view.node || !this.emphasis.view.kinds.has('band')) return node.name;
    const bands = node.in.filter((edge) => edge.kind === 'band').length;
    return bands === 0 ? node.name : `${node.name} · ${bands} band${bands === 1 ? '' : 's'}`;
  }

  #edge(id, { edge, type }) {
    const { emphasis, paint } = this;
    if (!emphasis.edgeSeen(edge)) return { hidden: true };
    const colour = edge.kind === 'fusion' ? paint.fusion
      : edge.kind === 'influence' ? paint.influence
        : familyColour(this.families.slot(edge.target), paint.theme);
    const main = edge.kind === 'subgenre' && edge.primary;
    if (emphasis.edgeStrong(edge)) return { type, color: mix(colour, paint.paper, 0.1), size: main ? 2.4 : 1.7, zIndex: 2 };
    if (emphasis.edgeFaded(edge)) return { type, color: mix(colour, paint.paper, 0.9), size: 0.6, zIndex: 0 };
    return { type, color: mix(colour, paint.paper, main || emphasis.only ? 0.4 : edge.kind === 'subgenre' ? 0.6 : 0.7), size: main ? 1.8 : emphasis.only ? 1.3 : 1, zIndex: 1 };
  }
}
