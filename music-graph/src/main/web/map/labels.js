const FONT = '"Inter", "Segoe UI", system-ui, "Noto Sans", sans-serif';
const STYLE = { root: [700, 15], intermediate: [600, 13], leaf: [500, 12], band: [400, 11.5] };
const RANK = { root: 3, intermediate: 2, leaf: 1, band: 0 };
const GAP = 5; // pixels between a node and its name

/**
 * Names beside their nodes, none over another: each frame's names are collected, and the important ones choose their places
 * first. A name that fits nowhere is left out until one zooms in.
 */
export class Labels {
  #waiting = [];
  #widths = new Map();

  constructor(scene) {
    this.scene = scene;
  }

  get #paint() {
    return this.scene.paint;
  }

  collect(context, node) {
    // What is highlighted gets a card of its own.
    if (node.label && !node.highlighted) this.#waiting.push({ context, node });
  }

  /** To be called when sigma has collected a frame's names. */
  place() {
    if (this.#waiting.length === 0) return; // while a large map moves, as it shows no names then
    const taken = [];
    const nodes = this.scene.shownNodes();
    const ordered = this.#waiting.sort((a, b) => weight(b.node) - weight(a.node));
    this.#waiting = [];
    for (const { context, node } of ordered) {
      const [thick, size] = STYLE[node.type_] ?? STYLE.leaf;
      context.font = `${thick} ${size}px ${FONT}`;
      const box = this.#free(node, this.#width(context, node.label), size, taken, nodes);
      if (!box) continue;
      taken.push(box);
      this.#draw(context, node, box, size);
    }
  }

  #width(context, label) {
    const key = context.font + label;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = context.measureText(label).width;
      this.#widths.set(key, width);
    }
    return width;
  }

  /** Right of the node, else left, below, above; over another node only if there is no better place. */
  #free(node, width, size, taken, nodes) {
    const { x, y, size: r } = node;
    const boxes = [[x + r + GAP, y - size * 0.6], [x - r - GAP - width, y - size * 0.6], [x - width / 2, y + r + 2], [x - width / 2, y - r - size * 1.2 - 2]]
      .map(([left, top]) => ({ left, top, right: left + width, bottom: top + size * 1.2 }));
    const free = boxes.filter((box) => !taken.some((other) => overlap(box, other)));
    return free.find((box) => !nodes.some((other) => covers(box, other))) ?? free[0] ?? null;
  }

  #draw(context, node, { left, top }, size) {
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = this.#paint.paper;
    context.fillStyle = node.type_ === 'band' ? this.#paint.quiet : this.#paint.ink;
    context.strokeText(node.label, left, top + size * 0.95);
    context.fillText(node.label, left, top + size * 0.95);
  }

  /** The node under the pointer, or that the keyboard is at: a ring and its name on a card. */
  hover(context, node) {
    const paint = this.#paint;
    const [thick, size] = STYLE[node.type_] ?? STYLE.leaf;
    context.font = `${thick} ${size}px ${FONT}`;
    context.beginPath();
    context.arc(node.x, node.y, node.size + 4, 0, Math.PI * 2);
    context.lineWidth = 2.5;
    context.strokeStyle = paint.accent;
    context.stroke();
    if (!node.label) return;
    const height = size + 12;
    const x = node.x + node.size + 8;
    context.fillStyle = paint.card;
    context.shadowColor = 'rgba(0, 0, 0, .25)';
    context.shadowBlur = 10;
    context.beginPath();
    context.roundRect(x, node.y - height / 2, context.measureText(node.label).width + 16, height, 6);
    context.fill();
    context.shadowBlur = 0;
    context.fillStyle = paint.ink;
    context.fillText(node.label, x + 8, node.y + size / 3);
  }
}

const weight = (node) => (node.forceLabel ? 100 : 0) + (RANK[node.type_] ?? 0) * 10 + node.size / 100;

const covers = (box, node) => node.x + node.r > box.left && node.x - node.r < box.right && node.y + node.r > box.top && node.y - node.r < box.bottom;

const overlap = (a, b) => a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom && b.top < a.bottom;
