package dev.backline.database.cluster;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The PostgreSQL programs that this machine has. */
public final class PostgresInstallations {

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final List<String> PROGRAMS =
      List.of("initdb", "postgres", "pg_ctl", "pg_dump", "pg_restore");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Host host;
  private final List<Path> path;
  private final Path versions;

  /**
   * @param path the directories of PATH
   * @param versions the directory with one subdirectory a major, as Debian lays it out
   */
  PostgresInstallations(Host host, List<Path> path, Path versions) {
    this.host = host;
    this.path = List.copyOf(path);
    this.versions = versions;
  }

  /** Those on PATH, those that {@code pg_config --bindir} names and Debian's. */
  public static PostgresInstallations of(Host host) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new PostgresInstallations(
        host,
        Stream.of(path.split(":")).filter(part -> !part.isEmpty()).map(Path::of).toList(),
        Path.of("/usr/lib/postgresql"));
  }

  /**
   * The newest supported ones.
   *
   * @throws BacklineException with {@code UNAVAILABLE}, saying what was looked at and how to get
   *     them
   */
  public PostgresBinaries newest() throws InterruptedException {
    Search search = search();
    if (search.supported().isEmpty()) {
      throw missing("looking for PostgreSQL's programs", "postgresql", search);
    }
    return Collections.max(search.supported());
  }

  /**
   * Those of exactly that major version.
   *
   * @throws BacklineException with {@code UNAVAILABLE}, saying what was looked at and how to get
   *     them
   */
  public PostgresBinaries ofMajor(int major) throws InterruptedException {
    Search search = search();
    return search.supported().stream()
        .filter(binaries -> binaries.major() == major)
        .max(Comparator.naturalOrder())
        .orElseThrow(() ->
            missing(
                "looking for PostgreSQL " + major + "'s programs", "postgresql-" + major, search));
  }

  /**
   * Those for a server that runs elsewhere: of its own major, or else the oldest that are newer.
   * They dump it, too, but may write settings that it does not know (PostgreSQL manual, pg_dump,
   * "Notes").
   *
   * @param major the server's
   * @throws BacklineException with {@code UNAVAILABLE} if all are older
   */
  public PostgresBinaries forServer(int major) throws InterruptedException {
    Search search = search();
    return search.supported().stream()
        .filter(binaries -> binaries.major() >= major)
        .min(Comparator.naturalOrder())
        .orElseThrow(() ->
            missing(
                "looking for PostgreSQL's programs for a server of major " + major,
                "postgresql-" + major,
                search));
  }

  private static BacklineException missing(String tried, String aptPackage, Search search) {
    String found =
        search.majors().isEmpty()
            ? "none were found"
            : "found only "
                + search.majors().entrySet().stream()
                    .map(entry -> "major " + entry.getValue() + " in " + entry.getKey())
                    .collect(Collectors.joining(", "));
    String supported =
        "supported are majors "
            + PostgresBinaries.OLDEST_MAJOR
            + " to "
            + PostgresBinaries.NEWEST_MAJOR;
    String looked =
        search.lookedAt().stream().map(Path::toString).collect(Collectors.joining(", "));
    return Failure.unavailable(
            tried,
            found + " (" + supported + "); looked at " + looked,
            "run: sudo apt-get install -y " + aptPackage)
        .toException();
  }

  private Search search() throws InterruptedException {
    List<Path> candidates = new ArrayList<>(path);
    configured().ifPresent(candidates::add);
    candidates.addAll(versioned());
    TreeMap<Path, Integer> majors = new TreeMap<>();
    for (Path candidate : candidates) {
      // /usr/bin and /usr/local/bin may hold some of them, or links: only a directory with all of
      // them is an installation.
      if (PROGRAMS.stream().allMatch(program -> Files.isExecutable(candidate.resolve(program)))) {
        OptionalInt major = major(candidate);
        major.ifPresent(number -> majors.put(candidate.toAbsolutePath().normalize(), number));
      }
    }
    return new Search(candidates, majors);
  }

  private Optional<Path> configured() throws InterruptedException {
    Optional<Path> program =
        path.stream()
            .map(directory -> directory.resolve("pg_config"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    CommandResult result =
        host.run(HostCommand.of(program.get().toString(), "--bindir").within(LIMIT));
    return result.succeeded() && !result.stdout().isEmpty()
        ? Optional.of(Path.of(result.stdout().getFirst().strip()))
        : Optional.empty();
  }

  private List<Path> versioned() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> majors = Files.newDirectoryStream(versions)) {
      majors.forEach(major -> found.add(major.resolve("bin")));
    } catch (IOException noSuchDirectory) {
      found.add(versions.resolve("*").resolve("bin"));
    }
    return found;
  }

  private OptionalInt major(Path directory) throws InterruptedException {
    CommandResult result =
        host.run(HostCommand.of(directory.resolve("pg_ctl").toString(), "--version").within(LIMIT));
    Matcher version = VERSION.matcher(String.join("\n", result.stdout()));
    return version.find()
        ? OptionalInt.of(Integer.parseInt(version.group(1)))
        : OptionalInt.empty();
  }

  private record Search(List<Path> lookedAt, TreeMap<Path, Integer> majors) {

    List<PostgresBinaries> supported() {
      return majors.entrySet().stream()
          .filter(entry -> PostgresBinaries.supports(entry.getValue()))
          .map(entry -> new PostgresBinaries(entry.getKey(), entry.getValue()))
          .toList();
    }
  }
}
