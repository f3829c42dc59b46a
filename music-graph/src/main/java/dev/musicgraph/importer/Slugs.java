package dev.musicgraph.importer;

import dev.musicgraph.catalogue.Slug;
import java.util.Locale;
import java.util.function.Predicate;

/** Ids for what an import adds. */
final class Slugs {
  private Slugs() {}

  /**
   * Made from the name; where that is taken, or has no Latin letter, with the source's own id,
   * which is the source's alone.
   */
  static String free(String name, String externalId, Predicate<String> taken) {
    String slug = Slug.of(name);
    if (Slug.isOne(slug) && !taken.test(slug)) {
      return slug;
    }
    String suffix = Slug.of(externalId.toLowerCase(Locale.ROOT));
    int room = Slug.LONGEST - suffix.length() - 1;
    String start = slug.length() <= room ? slug : slug.substring(0, room);
    return start.isEmpty() ? suffix : start.replaceAll("-+$", "") + "-" + suffix;
  }
}
