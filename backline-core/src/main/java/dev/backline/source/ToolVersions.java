package dev.backline.source;

import dev.backline.config.Argv;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What declared tools say about themselves, such as {@code java -version}. An answer is kept for as
 * long as the program file on the search path stays the same: real path, time of modification and
 * size. Safe for use by several threads.
 *
 * <p>A wrapper script that starts another program is seen by its own file only: declare what the
 * wrapper starts as well.
 */
public final class ToolVersions {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Host host;
  private final Optional<String> searchPath;
  private final Map<Key, String> known = new ConcurrentHashMap<>();

  public ToolVersions(Host host) {
    this(host, Optional.ofNullable(LocalHost.inheritedEnvironment().get("PATH")));
  }

  ToolVersions(Host host, Optional<String> searchPath) {
    this.host = host;
    this.searchPath = searchPath;
  }

  /**
   * All that the tool prints, standard output first.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it isn't there,
   *     fails, or takes more than a minute
   */
  public String of(Argv tool) throws InterruptedException {
    Optional<Key> key = locate(tool.program()).flatMap(program -> Key.of(tool, program));
    if (key.isPresent() && known.containsKey(key.get())) {
      return known.get(key.get());
    }
    String answer = ask(tool);
    key.ifPresent(found -> known.put(found, answer));
    return answer;
  }

  private String ask(Argv tool) throws InterruptedException {
    CommandResult result = host.run(HostCommand.of(tool.words()).within(LIMIT));
    if (!result.succeeded()) {
      throw Failure.unavailable(
              "asking for a tool's version with `" + tool + "`",
              result.lastWords(),
              "correct build.tools in backline.yml, or repair the tool")
          .toException();
    }
    return Stream.concat(result.stdout().stream(), result.stderr().stream())
        .collect(Collectors.joining("\n"));
  }

  private Optional<Path> locate(String program) {
    if (program.contains("/")) {
      // Relative to a checkout that doesn't exist yet: never kept.
      return Optional.of(Path.of(program)).filter(Path::isAbsolute);
    }
    return searchPath.stream()
        .flatMap(path -> Stream.of(path.split(":")))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private record Key(List<String> argv, Path realPath, long modifiedNanos, long size) {

    static Optional<Key> of(Argv tool, Path program) {
      try {
        Path real = program.toRealPath();
        return Optional.of(
            new Key(
                tool.words(),
                real,
                Files.getLastModifiedTime(real).to(TimeUnit.NANOSECONDS),
                Files.size(real)));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
