package dev.backline.config;

import java.util.List;
import java.util.Objects;

/** What of the build's result is kept and deployed. */
public sealed interface ArtifactSpec {

  /**
   * A set of files.
   *
   * @param from the directory they are under, below the repository's root
   * @param include which of them, relative to {@code from}; not empty
   */
  record Bundle(RelativePath from, List<Glob> include) implements ArtifactSpec {

    public Bundle {
      Objects.requireNonNull(from, "from");
      include = List.copyOf(include);
      Checked.that(!include.isEmpty(), "include is empty: a bundle of nothing can't be deployed");
    }
  }
}
