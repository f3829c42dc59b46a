package dev.musicgraph.api;

import dev.musicgraph.catalogue.CatalogueRevision;
import dev.musicgraph.setting.Settings;
import org.springframework.stereotype.Component;

/**
 * The entity tag of what is made of the whole catalogue: its revision, and the release, which may
 * show the same catalogue otherwise. Weak, so that the answer may be compressed on its way.
 */
@Component
public final class ListTag {
  private final CatalogueRevision revision;
  private final String release;

  ListTag(CatalogueRevision revision, Settings settings) {
    this.revision = revision;
    release = Integer.toHexString(settings.release().hashCode());
  }

  public String current() {
    return of(String.valueOf(revision.current()));
  }

  public String of(String revision) {
    return "W/\"" + revision + "-" + release + '"';
  }
}
