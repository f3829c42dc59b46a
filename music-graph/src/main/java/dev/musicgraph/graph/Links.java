package dev.musicgraph.graph;

import java.util.Arrays;

/**
 * The edges of all nodes, seen from one end: those of a node lie side by side, in the order of
 * their other end.
 */
final class Links {
  private static final EdgeKind[] KINDS = EdgeKind.values();

  private final int[] start;
  // The other end times four, plus the kind.
  private final int[] ends;

  Links(int nodes, IntList near, IntList far, IntList kinds) {
    start = new int[nodes + 1];
    for (int edge = 0; edge < near.size(); edge++) {
      start[near.get(edge) + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      start[i + 1] += start[i];
    }
    int[] next = start.clone();
    ends = new int[near.size()];
    for (int edge = 0; edge < ends.length; edge++) {
      ends[next[near.get(edge)]++] = far.get(edge) << 2 | kinds.get(edge);
    }
    for (int i = 0; i < nodes; i++) {
      Arrays.sort(ends, start[i], start[i + 1]);
    }
  }

  int from(int index) {
    return start[index];
  }

  int to(int index) {
    return start[index + 1];
  }

  int count(int index) {
    return start[index + 1] - start[index];
  }

  int node(int edge) {
    return ends[edge] >> 2;
  }

  EdgeKind kind(int edge) {
    return KINDS[ends[edge] & 3];
  }
}
