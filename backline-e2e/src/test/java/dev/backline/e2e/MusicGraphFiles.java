package dev.backline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Music Graph's own files, without its tests. */
final class MusicGraphFiles {

  private static final Path FROM = Path.of("..", "music-graph");

  private MusicGraphFiles() {}

  /** Into a new folder, with another {@code backline.yml} made of its own. */
  static void copy(Path to, UnaryOperator<String> declaration) throws IOException {
    for (String part : List.of("src/main", "pom.xml", "backline.yml")) {
      try (Stream<Path> walk = Files.walk(FROM.resolve(part))) {
        for (Path path : walk.toList()) {
          copyOne(path, to.resolve(FROM.relativize(path).toString()));
        }
      }
    }
    Path file = to.resolve("backline.yml");
    Files.writeString(file, declaration.apply(Files.readString(file)));
  }

  /** To be committed with the next change. */
  static void addMigration(HostsInstallation installation) throws IOException {
    installation.write(
        "src/main/resources/db/migrations/0099-note.sql",
        """
        --liquibase formatted sql
        --changeset musicgraph:0099-note
        create table note (id bigint primary key);
        --rollback drop table note;
        """);
  }

  private static void copyOne(Path path, Path copy) throws IOException {
    if (Files.isDirectory(path)) {
      Files.createDirectories(copy);
    } else {
      Files.createDirectories(copy.getParent());
      Files.copy(path, copy);
    }
  }
}
