package dev.musicgraph.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The migrations that this release brings; a file's name is its migration's id. */
final class MigrationFiles {
  private static final String END = ".sql";

  private MigrationFiles() {}

  /**
   * Without Liquibase, which takes longer to start than reading a directory, and without Spring's
   * search for resources, which starts logging: each takes as long as the rest of a command.
   */
  static List<MigrationId> ids(MigrationSource source) {
    try {
      return names(source.directory()).stream()
          .filter(name -> name.endsWith(END))
          .map(name -> new MigrationId(name.substring(0, name.length() - END.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the release's migrations can't be read", e);
    }
  }

  private static List<String> names(String directory) throws IOException {
    URL place =
        Objects.requireNonNull(
            MigrationFiles.class.getClassLoader().getResource(directory),
            () -> "no directory " + directory + " on the class path");
    URLConnection opened = place.openConnection();
    if (opened instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        return file.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.startsWith(directory + "/"))
            .map(name -> name.substring(directory.length() + 1))
            .toList();
      }
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(place.toString())))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
