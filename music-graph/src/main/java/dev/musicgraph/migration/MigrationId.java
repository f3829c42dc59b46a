package dev.musicgraph.migration;

/**
 * Names a migration; ids sort in the order in which migrations are applied.
 *
 * @param value four digits, a hyphen and a few words, for example {@code 0001-genre}
 */
public record MigrationId(String value) implements Comparable<MigrationId> {
  public MigrationId {
    if (!value.matches("[0-9]{4}-[a-z0-9-]{1,60}")) {
      throw new IllegalArgumentException(
          "a migration's id is four digits, a hyphen and a few words, not '" + value + "'");
    }
  }

  @Override
  public int compareTo(MigrationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
