package dev.musicgraph.graph;

/** A place on the map; the map is about 200 units across, around (0, 0). */
record Point(double x, double y) {
  Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }

  /** Three digits are enough, and keep the answer short. */
  Point rounded() {
    return new Point(Math.rint(x * 1_000) / 1_000, Math.rint(y * 1_000) / 1_000);
  }
}
