package dev.musicgraph.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A first guess: roots in the middle, each genre's children further out in its sector, which is as
 * wide as what is in it needs. Forces mend the rest; from here they need not untangle.
 */
final class RadialStart {
  private final LayoutInput input;
  private final double[] need;
  private final int[] depth;
  private final List<List<Integer>> children = new ArrayList<>();
  private final List<Integer> roots = new ArrayList<>();

  RadialStart(LayoutInput input, double[] radius) {
    this.input = input;
    need = new double[input.genres()];
    depth = new int[input.genres()];
    for (int genre = 0; genre < need.length; genre++) {
      children.add(new ArrayList<>());
      need[genre] = radius[genre] * radius[genre];
    }
    for (int genre = 0; genre < need.length; genre++) {
      int parent = input.primary()[genre];
      if (parent < 0) {
        roots.add(genre);
      } else {
        children.get(parent).add(genre);
      }
    }
  }

  void place(Coordinates to) {
    // Breadth first, so that parents come before their children.
    List<Integer> order = new ArrayList<>(roots);
    for (int i = 0; i < order.size(); i++) {
      for (int child : children.get(order.get(i))) {
        depth[child] = depth[order.get(i)] + 1;
        order.add(child);
      }
    }
    double all = 0;
    int deepest = 0;
    for (int genre : order.reversed()) {
      int parent = input.primary()[genre];
      if (parent < 0) {
        all += need[genre];
      } else {
        need[parent] += need[genre];
      }
      deepest = Math.max(deepest, depth[genre]);
    }
    double ring = 2 * Math.sqrt(all) / (deepest + 1);
    double[] from = new double[need.length];
    sector(roots, 0, 2 * Math.PI / Math.max(all, 1e-9), from);
    for (int genre : order) {
      double width = 2 * Math.PI / all * need[genre];
      sector(children.get(genre), from[genre], width / Math.max(below(genre), 1e-9), from);
      double distance = ring * (depth[genre] + 0.6);
      to.x()[genre] = distance * Math.cos(from[genre] + width / 2);
      to.y()[genre] = distance * Math.sin(from[genre] + width / 2);
    }
  }

  private double below(int genre) {
    double sum = 0;
    for (int child : children.get(genre)) {
      sum += need[child];
    }
    return sum;
  }

  private void sector(List<Integer> genres, double start, double widthOfOne, double[] from) {
    double angle = start;
    for (int genre : genres) {
      from[genre] = angle;
      angle += widthOfOne * need[genre];
    }
  }
}
