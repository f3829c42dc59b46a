package dev.musicgraph.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects reasons for nodes; the words of one are only made if it is shown. */
final class Candidates {
  private static final int MOST_REASONS = 3;

  private record Unsaid(double weight, Supplier<String> words) {}

  /**
   * @param reasons the strongest ones first
   */
  record Suggestion(int node, double score, List<Reason> reasons) {}

  private final int liked;
  private final Map<Integer, List<Unsaid>> reasons = new HashMap<>();

  Candidates(int liked) {
    this.liked = liked;
  }

  void add(int node, double weight, Supplier<String> words) {
    if (node != liked) {
      reasons.computeIfAbsent(node, each -> new ArrayList<>(2)).add(new Unsaid(weight, words));
    }
  }

  /** The best ones, always in the same order. */
  List<Suggestion> best(int limit) {
    return reasons.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), score(each.getValue())))
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(each -> new Suggestion(each.getKey(), each.getValue(), said(each.getKey())))
        .toList();
  }

  private static double score(List<Unsaid> reasons) {
    double sum = 0;
    for (Unsaid reason : reasons) {
      sum += reason.weight();
    }
    return Math.rint(sum * 1_000) / 1_000;
  }

  private List<Reason> said(int node) {
    return reasons.getOrDefault(node, List.of()).stream()
        .map(unsaid -> new Reason(unsaid.weight(), unsaid.words().get()))
        .sorted(Reason.STRONGEST_FIRST)
        .limit(MOST_REASONS)
        .toList();
  }
}
