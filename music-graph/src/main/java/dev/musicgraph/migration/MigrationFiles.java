package dev.musicgraph.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The migrations that this release brings; a file's name is its migration's id. */
final class MigrationFiles {
  private MigrationFiles() {}

  /** Without Liquibase, which takes longer to start than reading a directory. */
  static List<MigrationId> ids(MigrationSource source) {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath:" + source.directory() + "/*.sql"))
          .map(file -> Objects.requireNonNull(file.getFilename()))
          .map(name -> new MigrationId(name.substring(0, name.length() - ".sql".length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the release's migrations can't be read", e);
    }
  }
}
