package dev.musicgraph.layout;

import java.util.Arrays;

/** Parts discs that overlap, moving each as little as it takes. */
final class Discs {
  private static final int MOST_ROUNDS = 300;
  private static final double SLACK = 0.01 * Coordinates.SPACING;
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  private final double[] radius;
  private final Coordinates places;
  private final Integer[] byLeftEdge;
  private final double widest;

  Discs(double[] radius, Coordinates places) {
    this.radius = radius;
    this.places = places;
    byLeftEdge = new Integer[radius.length];
    Arrays.setAll(byLeftEdge, i -> i);
    widest = Arrays.stream(radius).max().orElse(0);
  }

  /**
   * @param rounds at most so many; stops when nothing overlaps
   * @return whether nothing overlaps
   */
  boolean part(int rounds) {
    for (int round = 0; round < Math.min(rounds, MOST_ROUNDS); round++) {
      if (!push()) {
        return true;
      }
    }
    return false;
  }

  /** Sweeps from left to right; whatever lies within reach of a disc is near it in that order. */
  private boolean push() {
    double[] x = places.x();
    Arrays.sort(
        byLeftEdge, (a, b) -> x[a] != x[b] ? Double.compare(x[a], x[b]) : Integer.compare(a, b));
    boolean moved = false;
    for (int i = 0; i < byLeftEdge.length; i++) {
      int left = byLeftEdge[i];
      for (int j = i + 1; j < byLeftEdge.length; j++) {
        int right = byLeftEdge[j];
        if (x[right] - x[left] > radius[left] + widest) {
          break;
        }
        moved |= push(left, right);
      }
    }
    return moved;
  }

  private boolean push(int a, int b) {
    double[] x = places.x();
    double[] y = places.y();
    double least = radius[a] + radius[b];
    double dx = x[b] - x[a];
    double dy = y[b] - y[a];
    if (Math.abs(dy) >= least || dx * dx + dy * dy >= (least - SLACK) * (least - SLACK)) {
      return false;
    }
    double distance = Math.hypot(dx, dy);
    if (distance < 1e-6) {
      dx = Math.cos(b * GOLDEN_ANGLE);
      dy = Math.sin(b * GOLDEN_ANGLE);
    } else {
      dx /= distance;
      dy /= distance;
    }
    // The lighter one gives way more.
    double massA = radius[a] * radius[a];
    double massB = radius[b] * radius[b];
    double overlap = least - distance;
    double moveA = overlap * massB / (massA + massB);
    double moveB = overlap - moveA;
    x[a] -= dx * moveA;
    y[a] -= dy * moveA;
    x[b] += dx * moveB;
    y[b] += dy * moveB;
    return true;
  }
}
