package dev.musicgraph.catalogue;

import java.util.Optional;

/** The rules for ids and names that genres and bands share. */
public final class Naming {
  public static final int LONGEST_NAME = 100;

  private Naming() {}

  /** What is wrong with a name, already stripped, if anything. */
  public static Optional<Problem> ofName(String name) {
    if (name.isEmpty()) {
      return Optional.of(new Problem("name", "Give a name."));
    }
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      return Optional.of(
          new Problem("name", "A name has at most " + LONGEST_NAME + " characters."));
    }
    if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c))) {
      return Optional.of(new Problem("name", "A name has no control characters."));
    }
    return Optional.empty();
  }

  /**
   * What is wrong with an id, if anything.
   *
   * @param existing the id of what is being edited; empty when it is new
   * @param taken whether the id belongs to something already
   */
  public static Optional<Problem> ofId(String id, Optional<String> existing, boolean taken) {
    if (existing.isPresent()) {
      return existing.get().equals(id)
          ? Optional.empty()
          : Optional.of(new Problem("id", "The id can't be changed."));
    }
    if (!Slug.isOne(id)) {
      return Optional.of(
          new Problem(
              "id", "An id has 1 to " + Slug.LONGEST + " characters: a to z, 0 to 9 and hyphens."));
    }
    return taken
        ? Optional.of(new Problem("id", "This id is taken: " + id + "."))
        : Optional.empty();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
