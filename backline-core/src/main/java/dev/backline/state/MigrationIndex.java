package dev.backline.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The state file's migrations that this program has, from {@code migration/index.txt}: a look at
 * one small file instead of a scan of the class path at each start. A test holds it equal to the
 * files beside it.
 *
 * @param files their names, such as {@code V1__runs.sql}
 */
record MigrationIndex(List<String> files) {

  private static final String RESOURCE = "migration/index.txt";

  MigrationIndex {
    files = List.copyOf(files);
  }

  static MigrationIndex read() {
    try (InputStream index = MigrationIndex.class.getResourceAsStream(RESOURCE)) {
      if (index == null) {
        throw new IllegalStateException("the program is incomplete: it has no " + RESOURCE);
      }
      String text = new String(index.readAllBytes(), StandardCharsets.UTF_8);
      return new MigrationIndex(text.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that a file still lacks, whatever their order: features number theirs on their own. */
  Collection<Integer> missing(Collection<Integer> applied) {
    Collection<Integer> missing = versions();
    missing.removeAll(applied);
    return missing;
  }

  /** Those that a file has and this program doesn't know: a newer one wrote it. */
  Collection<Integer> unknown(Collection<Integer> applied) {
    Collection<Integer> unknown = new TreeSet<>(applied);
    unknown.removeAll(versions());
    return unknown;
  }

  private Collection<Integer> versions() {
    Collection<Integer> versions = new TreeSet<>();
    for (String file : files) {
      versions.add(Integer.valueOf(file.substring(1, file.indexOf("__"))));
    }
    return versions;
  }
}
