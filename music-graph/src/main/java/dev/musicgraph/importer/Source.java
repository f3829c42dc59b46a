package dev.musicgraph.importer;

import java.util.Locale;

/** Where a record came from. */
enum Source {
  MUSICBRAINZ,
  WIKIDATA;

  /** As it is stored and typed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
