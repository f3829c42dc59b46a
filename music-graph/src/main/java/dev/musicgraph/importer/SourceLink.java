package dev.musicgraph.importer;

import java.util.Locale;

/**
 * What a source says of a genre or band and another genre.
 *
 * @param from the external id of the child, the fusion, the influenced one, or the band
 * @param to the external id of the parent, the ingredient, the influence, or the band's genre
 */
record SourceLink(String from, String to, Kind kind) {
  enum Kind {
    PARENT,
    FUSION,
    INFLUENCE,
    GENRE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
