package dev.backline.database.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a database's tables, comparable whatever the rows' order. Large objects count as a
 * table; materialized views don't, as a restore fills them anew.
 *
 * @param tables by quoted name with schema
 * @param sequences by quoted name with schema
 */
public record ContentDigest(
    SortedMap<String, TableDigest> tables, SortedMap<String, SequencePosition> sequences) {

  public ContentDigest {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
  }

  /** All tables' rows together. */
  public long rows() {
    return tables.values().stream().mapToLong(TableDigest::rows).sum();
  }

  /**
   * How a copy made in this digest's snapshot differs; empty if it is true to it: exactly the same
   * tables and rows, and no sequence behind.
   */
  public List<String> differencesOfCopy(ContentDigest copy) {
    List<String> differences = new ArrayList<>();
    compare(
        tables,
        copy.tables,
        "table",
        (original, other) -> original.equals(other) ? "" : "had " + original + ", has " + other,
        differences);
    compare(
        sequences,
        copy.sequences,
        "sequence",
        (original, other) ->
            other.isBehind(original)
                ? "stood at " + original.last() + ", stands at " + other.last()
                : "",
        differences);
    return differences;
  }

  private static <T> void compare(
      Map<String, T> originals,
      Map<String, T> copies,
      String what,
      Comparison<T> comparison,
      List<String> differences) {
    originals.forEach((name, original) -> {
      T copy = copies.get(name);
      String difference = copy == null ? "is missing" : comparison.difference(original, copy);
      if (!difference.isEmpty()) {
        differences.add(what + " " + name + " " + difference);
      }
    });
    copies.keySet().stream()
        .filter(name -> !originals.containsKey(name))
        .forEach(name -> differences.add(what + " " + name + " was not there"));
  }

  @FunctionalInterface
  private interface Comparison<T> {
    String difference(T original, T copy);
  }
}
