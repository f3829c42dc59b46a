package dev.musicgraph.catalogue;

import java.util.List;

/** What became of a deletion, or would become of it. */
public sealed interface Deletion<T> {
  record Done<T>(T value) implements Deletion<T> {}

  /** Refused: others need it. */
  record InUse<T>(Stored<T> now, List<Use> uses) implements Deletion<T> {
    public InUse {
      uses = List.copyOf(uses);
    }
  }

  /** Refused: somebody changed it since it was read. */
  record Stale<T>(Stored<T> now) implements Deletion<T> {}

  record Unknown<T>() implements Deletion<T> {}

  /**
   * Those of one sort that need it.
   *
   * @param sort in the plural, for example {@code Bands}
   * @param names in order, at least one
   */
  record Use(String sort, List<String> names) {
    private static final int SHOWN = 20;

    public Use {
      names = List.copyOf(names);
    }

    /** The first names, and how many more there are. */
    public String summary() {
      String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
      return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
  }
}
