package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortestPathTest {
  private static final int FAR = 1_000;

  /** Against Floyd and Warshall's way, on graphs from the printed seeds. */
  @Test
  void isAsShortAsCanBeAndAWayAlongEdgesOfTheKindsThatAreAllowed() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      CatalogueGraph graph =
          Graphs.random(seed, 4 + random.nextInt(12), random.nextInt(8), random.nextInt(30))
              .graph();
      Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
      for (EdgeKind kind : EdgeKind.values()) {
        if (random.nextInt(3) > 0) {
          kinds.add(kind);
        }
      }
      int[][] distances = distances(graph, kinds);
      for (int from = 0; from < graph.count(); from++) {
        for (int to = 0; to < graph.count(); to++) {
          int[] way = ShortestPath.between(graph, from, to, kinds);
          String what = "seed " + seed + ": " + graph.id(from) + " to " + graph.id(to);
          if (distances[from][to] >= FAR) {
            assertThat(way).as(what).isEmpty();
          } else {
            assertThat(way.length - 1).as(what).isEqualTo(distances[from][to]);
            assertThat(way[0]).as(what).isEqualTo(from);
            assertThat(way[way.length - 1]).as(what).isEqualTo(to);
            for (int i = 1; i < way.length; i++) {
              assertThat(distances[way[i - 1]][way[i]]).as(what).isEqualTo(1);
            }
          }
        }
      }
    }
  }

  @Test
  void isTheSameEachTimeWhereSeveralAreAsShort() {
    Set<String> ways = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      CatalogueGraph graph =
          Graphs.atlas(
                  "genre a z", "genre b z", "genre c a b", "root z", "fusion z c", "influence c z")
              .graph();
      int[] way =
          ShortestPath.between(
              graph,
              graph.find(NodeId.genre("b")).orElseThrow(),
              graph.find(NodeId.genre("a")).orElseThrow(),
              MusicMap.ALL_KINDS);
      ways.add(Arrays.toString(way));
    }
    assertThat(ways).hasSize(1);
  }

  private static int[][] distances(CatalogueGraph graph, Set<EdgeKind> kinds) {
    int count = graph.count();
    int[][] distances = new int[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        distances[a][b] = a == b ? 0 : FAR;
      }
    }
    for (int node = 0; node < count; node++) {
      int source = node;
      graph.eachTarget(
          node,
          (target, kind) -> {
            if (kinds.contains(kind)) {
              distances[source][target] = 1;
              distances[target][source] = 1;
            }
          });
    }
    for (int via = 0; via < count; via++) {
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          distances[a][b] = Math.min(distances[a][b], distances[a][via] + distances[via][b]);
        }
      }
    }
    return distances;
  }
}
