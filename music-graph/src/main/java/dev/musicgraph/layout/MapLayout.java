package dev.musicgraph.layout;

import java.util.Arrays;

/**
 * Places a whole map. What has a place already hardly moves: new genres go near those that they are
 * linked to and make room, so that people find again what they saw yesterday.
 */
public final class MapLayout {
  private static final int ROUNDS = 400;
  private static final int ROUNDS_FOR_A_CHANGE = 60;
  // With more new ones than this among the genres, the map is made anew from its old shape.
  private static final double SMALL_CHANGE = 0.2;
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  private final LayoutInput input;
  private final Coordinates known;
  private final Coordinates placed;
  private final double[] radius;
  private final BandSlots bands;

  private MapLayout(LayoutInput input, Coordinates known) {
    this.input = input;
    this.known = known;
    placed = Coordinates.unknown(input.count());
    bands = new BandSlots(input);
    radius = new double[input.genres()];
    Arrays.setAll(radius, bands::radius);
  }

  /**
   * The best places that can be had; takes seconds for ten thousand genres.
   *
   * @param known where the nodes were; those without a place are new
   */
  public static Coordinates improve(LayoutInput input, Coordinates known) {
    MapLayout layout = new MapLayout(input, known);
    layout.start();
    layout.move();
    layout.bands.fill(known, layout.placed);
    return layout.placed;
  }

  /** Places for what has none, to serve until {@link #improve} is done; moves nothing else. */
  public static Coordinates provisional(LayoutInput input, Coordinates known) {
    MapLayout layout = new MapLayout(input, known);
    layout.start();
    layout.bands.fill(known, layout.placed);
    for (int i = 0; i < input.count(); i++) {
      if (known.has(i)) {
        layout.placed.x()[i] = known.x()[i];
        layout.placed.y()[i] = known.y()[i];
      }
    }
    return layout.placed;
  }

  private void start() {
    int old = 0;
    for (int genre = 0; genre < input.genres(); genre++) {
      if (known.has(genre)) {
        old++;
      }
    }
    if (old == 0) {
      new RadialStart(input, radius).place(placed);
    }
    for (int genre = 0; genre < input.genres(); genre++) {
      if (known.has(genre)) {
        placed.x()[genre] = known.x()[genre];
        placed.y()[genre] = known.y()[genre];
      }
    }
    joinNeighbours();
  }

  /** Puts each genre without a place among its neighbours; a few rounds, for those of new ones. */
  private void joinNeighbours() {
    double[] sumX = new double[input.genres()];
    double[] sumY = new double[input.genres()];
    double[] sum = new double[input.genres()];
    for (int round = 0; round < 4; round++) {
      Arrays.fill(sumX, 0);
      Arrays.fill(sumY, 0);
      Arrays.fill(sum, 0);
      for (int link = 0; link < input.from().length; link++) {
        add(input.from()[link], input.to()[link], input.weights()[link], sumX, sumY, sum);
        add(input.to()[link], input.from()[link], input.weights()[link], sumX, sumY, sum);
      }
      for (int genre = 0; genre < input.genres(); genre++) {
        if (!placed.has(genre) && sum[genre] > 0) {
          put(genre, sumX[genre] / sum[genre], sumY[genre] / sum[genre], 2 * radius[genre]);
        }
      }
    }
    double edge = reach();
    for (int genre = 0; genre < input.genres(); genre++) {
      if (!placed.has(genre)) {
        put(genre, 0, 0, edge + 2 * radius[genre]);
      }
    }
  }

  private void add(
      int to, int neighbour, double weight, double[] sumX, double[] sumY, double[] sum) {
    if (!placed.has(to) && placed.has(neighbour)) {
      sumX[to] += weight * placed.x()[neighbour];
      sumY[to] += weight * placed.y()[neighbour];
      sum[to] += weight;
    }
  }

  private void put(int genre, double x, double y, double distance) {
    placed.x()[genre] = x + distance * Math.cos(genre * GOLDEN_ANGLE);
    placed.y()[genre] = y + distance * Math.sin(genre * GOLDEN_ANGLE);
  }

  private void move() {
    int fresh = 0;
    for (int genre = 0; genre < input.genres(); genre++) {
      fresh += known.has(genre) ? 0 : 1;
    }
    boolean small = fresh <= SMALL_CHANGE * input.genres();
    GenreForces forces = new GenreForces(input, radius, placed);
    Discs discs = new Discs(radius, placed);
    int rounds = small ? (fresh == 0 ? 0 : ROUNDS_FOR_A_CHANGE) : ROUNDS;
    double far = small ? 3 * Coordinates.SPACING : Math.max(reach() / 10, Coordinates.SPACING);
    double[] farthest = new double[input.genres()];
    for (int round = 0; round < rounds; round++) {
      double left = 1 - (double) round / rounds;
      for (int genre = 0; genre < farthest.length; genre++) {
        farthest[genre] = small && known.has(genre) ? 0 : far * left * left;
      }
      forces.round(farthest);
      if (!small && round > rounds / 2 && round % 4 == 0) {
        discs.part(1);
      }
    }
    discs.part(Integer.MAX_VALUE);
  }

  private double reach() {
    double reach = 0;
    for (int genre = 0; genre < input.genres(); genre++) {
      if (placed.has(genre)) {
        reach = Math.max(reach, Math.hypot(placed.x()[genre], placed.y()[genre]) + radius[genre]);
      }
    }
    return reach;
  }
}
