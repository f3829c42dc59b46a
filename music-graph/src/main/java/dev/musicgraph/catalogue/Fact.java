package dev.musicgraph.catalogue;

import java.util.List;
import java.util.stream.IntStream;

/** One line of what a genre or band is, in words. */
public record Fact(String label, String value) {
  private static final String NOTHING = "none";

  public static Fact of(String label, List<String> names) {
    return new Fact(label, names.isEmpty() ? NOTHING : String.join(", ", names));
  }

  /** Where two versions of one thing differ. */
  public record Difference(String label, String stored, String yours) {}

  /** Both must have the same labels in the same order. */
  public static List<Difference> differences(List<Fact> stored, List<Fact> yours) {
    return IntStream.range(0, stored.size())
        .filter(i -> !stored.get(i).equals(yours.get(i)))
        .mapToObj(
            i -> new Difference(stored.get(i).label(), stored.get(i).value(), yours.get(i).value()))
        .toList();
  }
}
