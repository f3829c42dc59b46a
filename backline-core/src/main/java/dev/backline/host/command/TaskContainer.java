package dev.backline.host.command;

import dev.backline.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A container that runs one command to its end.
 *
 * @param argv all of what runs in it, in place of the image's own; not empty
 * @param variables of the command; their values reach no argument vector
 */
public record TaskContainer(
    String name,
    String image,
    String network,
    Map<String, String> labels,
    List<String> argv,
    Map<String, Secret> variables) {

  /** The longest line that the client reads from a file of variables is 64 KiB. */
  private static final int LONGEST = 60_000;

  public TaskContainer {
    labels = new TreeMap<>(labels);
    argv = List.copyOf(argv);
    variables = Map.copyOf(variables);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a task needs a command");
    }
  }

  /**
   * The variables that fit into a line each, as the client's {@code --env-file} reads them: the
   * value is everything after the first equals sign. In the client's own environment they would
   * change what the client does ({@code PATH}, {@code DOCKER_HOST}).
   */
  Secret envFile() {
    return Secret.of(
        sorted(false).entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue().reveal() + "\n")
            .collect(Collectors.joining()));
  }

  /** The others: only the client's environment can carry them. */
  Map<String, Secret> variablesOfSeveralLines() {
    return sorted(true);
  }

  private SortedMap<String, Secret> sorted(boolean severalLines) {
    SortedMap<String, Secret> those = new TreeMap<>();
    variables.forEach((name, value) -> {
      if (fitsALine(value.reveal()) != severalLines) {
        those.put(name, value);
      }
    });
    return those;
  }

  private static boolean fitsALine(String value) {
    return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 && value.length() < LONGEST;
  }
}
