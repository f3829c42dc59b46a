package dev.musicgraph.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One page of a table.
 *
 * @param query with the number of the page that is really shown
 * @param total of the rows that were found, on all pages
 */
public record Listing<T>(ListQuery query, List<T> rows, int total) {
  public static final int ROWS = 50;

  /**
   * @param found by name
   * @param columns how to sort by each column but the name
   */
  public static <T> Listing<T> of(
      ListQuery query, List<T> found, Map<String, Comparator<T>> columns) {
    Comparator<T> column = columns.get(query.sort());
    List<T> sorted = column == null ? found : found.stream().sorted(column).toList();
    List<T> all = query.descending() ? sorted.reversed() : sorted;
    int page = Math.min(query.page(), pages(all.size()));
    return new Listing<>(
        query.withPage(page),
        all.stream().skip((page - 1L) * ROWS).limit(ROWS).toList(),
        all.size());
  }

  public int pages() {
    return pages(total);
  }

  /** The number of the first row on the page, from 1. */
  public int first() {
    return (query.page() - 1) * ROWS + 1;
  }

  public int last() {
    return first() + rows.size() - 1;
  }

  private static int pages(int rows) {
    return Math.max(1, (rows + ROWS - 1) / ROWS);
  }
}
