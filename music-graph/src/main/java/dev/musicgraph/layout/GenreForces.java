package dev.musicgraph.layout;

/**
 * Moves genres by forces (as ForceAtlas2 does; Jacomy and others, 2014): links pull, all push, and
 * the middle draws a little, so that parts without a link between them don't drift away.
 */
final class GenreForces {
  private static final double GRAVITY = 0.01;
  private static final double PUSH = 0.15 * Coordinates.SPACING * Coordinates.SPACING;

  private final LayoutInput input;
  private final Coordinates places;
  private final double[] mass;
  private final double[] pull;
  private final double[] dx;
  private final double[] dy;
  private final QuadTree tree = new QuadTree();

  /**
   * @param places of the genres, all known; they are moved
   */
  GenreForces(LayoutInput input, double[] radius, Coordinates places) {
    this.input = input;
    this.places = places;
    int count = input.genres();
    mass = new double[count];
    pull = new double[count];
    dx = new double[count];
    dy = new double[count];
    int[] degree = new int[count];
    for (int link = 0; link < input.from().length; link++) {
      pull[input.from()[link]] += input.weights()[link];
      pull[input.to()[link]] += input.weights()[link];
      degree[input.from()[link]]++;
      degree[input.to()[link]]++;
    }
    for (int genre = 0; genre < count; genre++) {
      mass[genre] = radius[genre] / Coordinates.SPACING * Math.sqrt(1 + degree[genre]);
    }
  }

  /**
   * @param farthest by genre, how far it may move in this round
   */
  void round(double[] farthest) {
    double[] x = places.x();
    double[] y = places.y();
    tree.build(x, y, mass);
    for (int genre = 0; genre < mass.length; genre++) {
      tree.push(x[genre], y[genre]);
      dx[genre] = PUSH * mass[genre] * tree.forceX() - GRAVITY * mass[genre] * x[genre];
      dy[genre] = PUSH * mass[genre] * tree.forceY() - GRAVITY * mass[genre] * y[genre];
    }
    pull(x, y);
    for (int genre = 0; genre < mass.length; genre++) {
      // A step as long as the force would overshoot where many links pull.
      double stiffness = pull[genre] + GRAVITY * mass[genre] + 0.1;
      double stepX = dx[genre] / stiffness;
      double stepY = dy[genre] / stiffness;
      double length = Math.max(1e-9, Math.hypot(stepX, stepY));
      double part = Math.min(1, farthest[genre] / length);
      x[genre] += stepX * part;
      y[genre] += stepY * part;
    }
  }

  private void pull(double[] x, double[] y) {
    for (int link = 0; link < input.from().length; link++) {
      int from = input.from()[link];
      int to = input.to()[link];
      double forceX = input.weights()[link] * (x[to] - x[from]);
      double forceY = input.weights()[link] * (y[to] - y[from]);
      dx[from] += forceX;
      dy[from] += forceY;
      dx[to] -= forceX;
      dy[to] -= forceY;
    }
  }
}
