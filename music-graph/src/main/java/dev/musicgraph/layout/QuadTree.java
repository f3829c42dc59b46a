package dev.musicgraph.layout;

import java.util.Arrays;

/**
 * Adds up what far-away points do as if they were one (Barnes and Hut, 1986), so that a round of
 * forces takes n log n steps instead of n². Kept in arrays, which are used again each round.
 */
final class QuadTree {
  // Of a cell's width to its distance: below it, the cell counts as one point.
  private static final double THETA = 0.9;
  private static final int DEEPEST = 40;

  private int[] child = new int[0];
  private double[] mass = new double[0];
  private double[] sumX = new double[0];
  private double[] sumY = new double[0];
  private double[] width = new double[0];
  private int cells;
  private int[] stack = new int[4 * DEEPEST];

  private double forceX;
  private double forceY;

  double forceX() {
    return forceX;
  }

  double forceY() {
    return forceY;
  }

  /** Of the first points, as many as there are masses. */
  void build(double[] x, double[] y, double[] masses) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < masses.length; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    cells = 0;
    double size = Math.max(Math.max(right - left, bottom - top), 1e-6);
    cell(size);
    for (int i = 0; i < masses.length; i++) {
      insert(x[i], y[i], masses[i], left + size / 2, top + size / 2, size);
    }
  }

  /**
   * The push on a point: each mass divided by its distance. Ask {@link #forceX} and {@link #forceY}
   * for it.
   */
  void push(double x, double y) {
    forceX = 0;
    forceY = 0;
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      int cell = stack[--depth];
      double dx = x - sumX[cell] / mass[cell];
      double dy = y - sumY[cell] / mass[cell];
      double square = dx * dx + dy * dy;
      if (isLeaf(cell) || width[cell] * width[cell] < THETA * THETA * square) {
        // What lies in the same place is the point itself; later rounds part points that meet.
        if (square > 1e-12) {
          forceX += mass[cell] * dx / square;
          forceY += mass[cell] * dy / square;
        }
      } else {
        for (int quarter = 0; quarter < 4; quarter++) {
          int next = child[4 * cell + quarter];
          if (next > 0) {
            stack[depth++] = next;
          }
        }
      }
    }
  }

  private void insert(double x, double y, double m, double middleX, double middleY, double size) {
    int cell = 0;
    double cx = middleX;
    double cy = middleY;
    double half = size / 2;
    for (int depth = 0; depth < DEEPEST - 2; depth++) {
      if (mass[cell] == 0) {
        add(cell, x, y, m);
        return;
      }
      if (isLeaf(cell)) {
        split(cell, cx, cy, half);
      }
      add(cell, x, y, m);
      int quarter = (x >= cx ? 1 : 0) + (y >= cy ? 2 : 0);
      int next = child[4 * cell + quarter];
      if (next == 0) {
        next = cell(half);
        child[4 * cell + quarter] = next;
      }
      half /= 2;
      cx += x >= cx ? half : -half;
      cy += y >= cy ? half : -half;
      cell = next;
    }
    add(cell, x, y, m);
  }

  /** Moves the point of a leaf into a cell below it. */
  private void split(int cell, double cx, double cy, double half) {
    double x = sumX[cell] / mass[cell];
    double y = sumY[cell] / mass[cell];
    int below = cell(half);
    child[4 * cell + (x >= cx ? 1 : 0) + (y >= cy ? 2 : 0)] = below;
    add(below, x, y, mass[cell]);
  }

  private boolean isLeaf(int cell) {
    return child[4 * cell] == 0
        && child[4 * cell + 1] == 0
        && child[4 * cell + 2] == 0
        && child[4 * cell + 3] == 0;
  }

  private void add(int cell, double x, double y, double m) {
    mass[cell] += m;
    sumX[cell] += m * x;
    sumY[cell] += m * y;
  }

  private int cell(double size) {
    if (cells == mass.length) {
      int more = Math.max(64, cells * 2);
      child = Arrays.copyOf(child, 4 * more);
      mass = Arrays.copyOf(mass, more);
      sumX = Arrays.copyOf(sumX, more);
      sumY = Arrays.copyOf(sumY, more);
      width = Arrays.copyOf(width, more);
    }
    Arrays.fill(child, 4 * cells, 4 * cells + 4, 0);
    mass[cells] = 0;
    sumX[cells] = 0;
    sumY[cells] = 0;
    width[cells] = size;
    return cells++;
  }
}
