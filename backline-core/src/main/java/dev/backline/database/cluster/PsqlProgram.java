package dev.backline.database.cluster;

import dev.backline.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** This machine's {@code psql}, for databases wherever they are. */
public final class PsqlProgram {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private PsqlProgram() {}

  /**
   * The one on the path, as the user is used to it; else the newest that Debian has put elsewhere.
   *
   * @param path the value of PATH
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if there is none
   */
  public static Path find(String path) {
    return find(path, DEBIAN);
  }

  /**
   * @param versions the directory with one subdirectory a major, as Debian lays it out
   */
  static Path find(String path, Path versions) {
    List<Path> directories = new ArrayList<>();
    Stream.of(path.split(":"))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .forEach(directories::add);
    IntStream.rangeClosed(PostgresBinaries.OLDEST_MAJOR, PostgresBinaries.NEWEST_MAJOR)
        .boxed()
        .sorted(Comparator.reverseOrder())
        .map(major -> versions.resolve(major.toString()).resolve("bin"))
        .forEach(directories::add);
    return directories.stream()
        .map(directory -> directory.resolve("psql"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            Failure.unavailable(
                    "looking for psql",
                    "it is neither on PATH nor in " + versions + "/*/bin",
                    "run: sudo apt-get install -y postgresql-client")
                .toException());
  }
}
