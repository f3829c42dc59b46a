package dev.musicgraph.layout;

/**
 * Slots round a genre for its bands, like the seeds of a sunflower (Vogel, 1979): any number fits,
 * neighbours lie about {@link Coordinates#SPACING} apart, and no slot moves when more are taken.
 */
final class Sunflower {
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
  // Of Vogel's spiral c * sqrt(i) the nearest neighbours are 1.7 c apart.
  private static final double C = Coordinates.SPACING / 1.7;
  // The innermost ones would lie on the genre itself.
  private static final int FIRST = 4;

  private Sunflower() {}

  static double x(int slot) {
    return distance(slot) * Math.cos((slot + FIRST) * GOLDEN_ANGLE);
  }

  static double y(int slot) {
    return distance(slot) * Math.sin((slot + FIRST) * GOLDEN_ANGLE);
  }

  /** The radius of the disc that holds that many slots. */
  static double radius(int slots) {
    return C * Math.sqrt(slots + FIRST) + Coordinates.SPACING / 2;
  }

  /** The slot at a place that was given by {@link #x} and {@link #y}, or -1. */
  static int at(double x, double y) {
    int slot = (int) Math.round((x * x + y * y) / (C * C)) - FIRST;
    return slot >= 0 && Math.hypot(x(slot) - x, y(slot) - y) < 0.01 * C ? slot : -1;
  }

  private static double distance(int slot) {
    return C * Math.sqrt(slot + FIRST);
  }
}
