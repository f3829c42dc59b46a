package dev.musicgraph.importer;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names as the catalogue writes them: sources write {@code deep house}, we {@code Deep House}. */
final class Titles {
  private Titles() {}

  static String of(String name) {
    return Arrays.stream(name.strip().split("\\s+"))
        .map(Titles::capital)
        .collect(Collectors.joining(" "));
  }

  private static String capital(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int end = word.offsetByCodePoints(0, 1);
    return new String(Character.toChars(Character.toTitleCase(word.codePointAt(0))))
        + word.substring(end);
  }
}
