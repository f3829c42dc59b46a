package dev.backline.backup.container;

import dev.backline.database.container.FreeBlocks;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.NewFile;
import dev.backline.host.ReachedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a host that dumps go through on their way from and to this machine. It holds
 * nothing else, and is removed after each use.
 *
 * @param path absolute; the folder above it exists and is the log-in's user's
 */
record ToolFolder(ReachedHost host, Path path) {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What pg_dump calls its files; so that no name from elsewhere leads out of the folder. */
  private static final String FILE_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]*";

  Path dump() {
    return path.resolve("dump");
  }

  void make(Path folder) throws InterruptedException {
    run("making folder " + folder, "mkdir", "-m", "700", "--", folder.toString());
  }

  void remove() throws InterruptedException {
    run("removing folder " + path, "rm", "-rf", "--", path.toString());
  }

  /** {@code UID:GID}. */
  String owner() throws InterruptedException {
    return run("looking at folder " + path, "stat", "-c", "%u:%g", "--", path.toString())
        .getFirst();
  }

  /** Bytes free on its disk. */
  long freeBytes() throws InterruptedException {
    String tried = "asking how much room " + path + " has";
    return FreeBlocks.bytes(run(tried, "df", "-P", "-k", "--", path.toString()))
        .orElseThrow(() -> failed(tried, "df printed something else").toException());
  }

  /** Brings the dump here, each file compared by its SHA-256. */
  void fetch(Path target, Duration limit) throws IOException, InterruptedException {
    Files.createDirectory(target);
    String tried = "fetching the dump from " + host.name();
    for (String name : run(tried, "ls", "-A", "--", dump().toString())) {
      if (!name.matches(FILE_NAME)) {
        throw failed(tried, "pg_dump made no file of this name: " + name).toException();
      }
      host.files().fetch(dump().resolve(name), target.resolve(name), limit);
    }
  }

  /** Brings a dump there, each file compared by its SHA-256. */
  void put(Path source, Duration limit) throws IOException, InterruptedException {
    make(dump());
    for (Path file : files(source)) {
      host.files().put(NewFile.of(file, dump().resolve(file.getFileName()), "600"), limit);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private List<String> run(String tried, String... argv) throws InterruptedException {
    CommandResult result = host.run(HostCommand.of(argv).within(LIMIT));
    if (!result.succeeded()) {
      throw failed(tried, result.lastWords()).toException();
    }
    return result.stdout();
  }

  private Failure failed(String tried, String why) {
    return Failure.unavailable(
        tried + " on " + host.name(), why, "see that the host's disk works and has room");
  }
}
