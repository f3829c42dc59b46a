package dev.musicgraph.graph;

import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.GenreId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places genres by forces (Fruchterman and Reingold, 1991): related ones pull, all push. Nothing in
 * it is random, so the same genres always get the same places.
 */
final class GenreLayout {
  private static final int ROUNDS = 300;
  private static final double RADIUS = 100;
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

  private final double[] x;
  private final double[] y;
  private final List<int[]> links = new ArrayList<>();
  private final double ideal;

  private GenreLayout(List<Genre> genres) {
    int count = genres.size();
    x = new double[count];
    y = new double[count];
    ideal = RADIUS * Math.sqrt(Math.PI / Math.max(1, count)) * 0.8;
    Map<GenreId, Integer> places = new HashMap<>();
    for (int i = 0; i < count; i++) {
      double distance = RADIUS * Math.sqrt((i + 0.5) / count);
      x[i] = distance * Math.cos(i * GOLDEN_ANGLE);
      y[i] = distance * Math.sin(i * GOLDEN_ANGLE);
      places.put(genres.get(i).id(), i);
    }
    for (Genre genre : genres) {
      for (GenreId parent : genre.parents()) {
        links.add(new int[] {places.get(genre.id()), places.get(parent)});
      }
    }
  }

  /**
   * @param genres every parent must be among them
   */
  static Map<GenreId, Point> place(List<Genre> genres) {
    List<Genre> ordered = genres.stream().sorted(Comparator.comparing(Genre::id)).toList();
    GenreLayout layout = new GenreLayout(ordered);
    for (int round = 0; round < ROUNDS; round++) {
      layout.move(RADIUS / 10 * (1 - (double) round / ROUNDS));
    }
    Map<GenreId, Point> points = new HashMap<>();
    for (int i = 0; i < ordered.size(); i++) {
      points.put(ordered.get(i).id(), new Point(layout.x[i], layout.y[i]).rounded());
    }
    return points;
  }

  private void move(double farthest) {
    double[] dx = new double[x.length];
    double[] dy = new double[y.length];
    push(dx, dy);
    pull(dx, dy);
    for (int i = 0; i < x.length; i++) {
      dx[i] -= x[i] * 0.05;
      dy[i] -= y[i] * 0.05;
      double length = Math.max(1e-9, Math.hypot(dx[i], dy[i]));
      x[i] += dx[i] / length * Math.min(length, farthest);
      y[i] += dy[i] / length * Math.min(length, farthest);
    }
  }

  private void push(double[] dx, double[] dy) {
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        double ex = x[i] - x[j];
        double ey = y[i] - y[j];
        double force = ideal * ideal / Math.max(0.01, ex * ex + ey * ey);
        dx[i] += ex * force;
        dy[i] += ey * force;
        dx[j] -= ex * force;
        dy[j] -= ey * force;
      }
    }
  }

  private void pull(double[] dx, double[] dy) {
    for (int[] link : links) {
      double ex = x[link[0]] - x[link[1]];
      double ey = y[link[0]] - y[link[1]];
      double force = Math.hypot(ex, ey) / ideal;
      dx[link[0]] -= ex * force;
      dy[link[0]] -= ey * force;
      dx[link[1]] += ex * force;
      dy[link[1]] += ey * force;
    }
  }
}
