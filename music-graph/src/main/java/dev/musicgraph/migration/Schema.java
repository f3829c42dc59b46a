package dev.musicgraph.migration;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which migrations this release knows, and which the database has.
 *
 * @param applied may hold ids that a newer release brought
 */
public record Schema(SortedSet<MigrationId> known, SortedSet<MigrationId> applied) {

  /** Known and not applied, in order. */
  public List<MigrationId> pending() {
    return known.stream().filter(id -> !applied.contains(id)).toList();
  }

  /** Known or applied, in order. */
  public List<MigrationId> all() {
    SortedSet<MigrationId> all = new TreeSet<>(known);
    all.addAll(applied);
    return List.copyOf(all);
  }
}
