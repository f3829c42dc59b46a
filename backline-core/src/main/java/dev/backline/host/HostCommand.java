package dev.backline.host;

import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run on a host: an argument vector, never a shell string. Secrets go through the
 * environment or standard input, never through {@code argv}.
 *
 * @param argv the program and its arguments, not empty
 * @param environment variables added to the host's minimal ones; values may be secret and are never
 *     printed
 * @param directory where it runs; the host's default if empty
 * @param stdin what it reads on standard input; nothing if empty
 * @param timeout after it, the program and its children are killed; positive
 * @param privileged whether it runs as root, by {@code sudo -n} where the host's user is not root:
 *     without ever asking for a password
 */
public record HostCommand(
    List<String> argv,
    Map<String, Secret> environment,
    Optional<Path> directory,
    Optional<Secret> stdin,
    Duration timeout,
    boolean privileged) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  public HostCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    if (argv.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("an argument holds a NUL character");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout is not positive: " + timeout);
    }
  }

  public static HostCommand of(String... argv) {
    return of(List.of(argv));
  }

  public static HostCommand of(List<String> argv) {
    return new HostCommand(
        argv, Map.of(), Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT, false);
  }

  public HostCommand in(Path where) {
    return new HostCommand(argv, environment, Optional.of(where), stdin, timeout, privileged);
  }

  public HostCommand with(String variable, Secret value) {
    return with(Map.of(variable, value));
  }

  public HostCommand with(Map<String, Secret> more) {
    Map<String, Secret> all = new HashMap<>(environment);
    all.putAll(more);
    return new HostCommand(argv, all, directory, stdin, timeout, privileged);
  }

  public HostCommand reading(Secret input) {
    return new HostCommand(argv, environment, directory, Optional.of(input), timeout, privileged);
  }

  public HostCommand within(Duration limit) {
    return new HostCommand(argv, environment, directory, stdin, limit, privileged);
  }

  public HostCommand asRoot() {
    return new HostCommand(argv, environment, directory, stdin, timeout, true);
  }

  /** The program's name as a person would call it. */
  public String program() {
    return Path.of(argv.getFirst()).getFileName().toString();
  }

  /** The arguments and the names of the variables: no values. */
  @Override
  public String toString() {
    return String.join(" ", argv) + (environment.isEmpty() ? "" : " with " + environment.keySet());
  }
}
