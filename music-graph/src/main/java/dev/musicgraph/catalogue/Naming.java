package dev.musicgraph.catalogue;

import java.text.Normalizer;
import java.util.Optional;

/** The rules for ids and names that genres and bands share. */
public final class Naming {
  public static final int LONGEST_NAME = 100;

  private static final int LONGEST_QUOTE = 50;

  private Naming() {}

  /** A name as it is stored: composed (NFC), and without blanks around it, also invisible ones. */
  public static String tidy(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .replaceAll("^[\\s\\p{Z}\\u200B\\uFEFF]+|[\\s\\p{Z}\\u200B\\uFEFF]+$", "");
  }

  /** What is wrong with a name, already tidy, if anything. */
  public static Optional<Problem> ofName(String name) {
    if (name.codePoints().noneMatch(Naming::isSeen)) {
      return Optional.of(new Problem("name", "Give a name."));
    }
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST_NAME) {
      return Optional.of(
          new Problem(
              "name", "A name has at most " + LONGEST_NAME + " characters, not " + length + "."));
    }
    if (name.codePoints().anyMatch(Naming::isForbidden)) {
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

  /** The problem of an id that names no genre, whatever somebody sent as one. */
  public static Problem unknownGenre(String field, String id) {
    String shown =
        id.codePoints()
            .filter(c -> !isForbidden(c))
            .limit(LONGEST_QUOTE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return new Problem(field, "There is no genre with the id '" + shown + "'.");
  }

  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Breaks lines, turns the direction of what follows, or is no character at all. */
  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          default -> turnsDirection(codePoint) || (codePoint & 0xFFFE) == 0xFFFE;
        };
  }

  private static boolean turnsDirection(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
