package dev.musicgraph.layout;

import java.util.Arrays;

/**
 * Places by index; {@link Double#NaN} where there is none yet. Two bands of a genre lie about
 * {@link #SPACING} apart.
 */
public record Coordinates(double[] x, double[] y) {
  public static final double SPACING = 10;

  public Coordinates {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " places across, " + y.length + " down");
    }
  }

  public static Coordinates unknown(int count) {
    double[] nowhere = new double[count];
    Arrays.fill(nowhere, Double.NaN);
    return new Coordinates(nowhere, nowhere.clone());
  }

  public int count() {
    return x.length;
  }

  public boolean has(int index) {
    return !Double.isNaN(x[index]);
  }
}
