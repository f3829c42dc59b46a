package dev.backline.config.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class Nearest {

  private Nearest() {}

  /** The known word that is nearest to the given one, if it is near enough to be a slip. */
  public static Optional<String> to(String given, Collection<String> known) {
    int allowed = Math.max(1, Math.min(given.length(), 12) / 3);
    return known.stream()
        .filter(word -> Math.abs(word.length() - given.length()) <= allowed)
        .filter(word -> distance(given, word) <= allowed)
        .min(
            Comparator.<String>comparingInt(word -> distance(given, word))
                .thenComparing(word -> word));
  }

  /**
   * Optimal string alignment: insertions, deletions, changes and swaps of neighbours; case is free.
   */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
