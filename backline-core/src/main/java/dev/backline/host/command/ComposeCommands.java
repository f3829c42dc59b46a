package dev.backline.host.command;

import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of Compose, in a project's directory and with its {@code compose.yaml} alone.
 *
 * @param flavour which of the two there are
 * @param directory where the project lies
 * @param project its name
 */
public record ComposeCommands(Flavour flavour, Path directory, String project) {

  public static final String FILE = "compose.yaml";

  /** Images of other people's may have to be pulled first. */
  private static final Duration PULL = Duration.ofMinutes(15);

  /** The two programs that are called Compose. */
  public enum Flavour {
    /** {@code docker compose}, a plugin of the client: version 2 and later. */
    PLUGIN(List.of("docker", "compose", "version"), "docker", "compose"),
    /** {@code docker-compose}: version 1, or version 2 installed by that name. */
    PROGRAM(List.of("sh", "-c", "command -v docker-compose"), "docker-compose");

    private final List<String> look;
    private final List<String> argv;

    Flavour(List<String> look, String... argv) {
      this.look = look;
      this.argv = List.of(argv);
    }

    /** Succeeds where it is installed. */
    public HostCommand look() {
      return HostCommand.of(look);
    }

    private List<String> words(String... more) {
      List<String> words = new ArrayList<>(argv);
      words.addAll(List.of(more));
      return words;
    }
  }

  /** Makes one service's container anew, and nothing else; doesn't start it. */
  public HostCommand create(String service) {
    return compose(List.of("up", "--no-start", "--no-deps", "--force-recreate", service));
  }

  /** Starts services, making anew those whose declaration has changed. */
  public HostCommand up(List<String> services) {
    return compose(with(List.of("up", "--detach", "--no-deps"), services));
  }

  /** Starts services; what has a container keeps it, whatever was declared since. */
  public HostCommand upAsTheyAre(List<String> services) {
    return compose(with(List.of("up", "--detach", "--no-deps", "--no-recreate"), services));
  }

  /** Checks the file and says nothing. */
  public HostCommand check() {
    return compose(List.of("config", "--quiet"));
  }

  private HostCommand compose(List<String> arguments) {
    return HostCommand.of(with(flavour.words("--file", FILE, "--project-name", project), arguments))
        .in(directory)
        .within(PULL);
  }

  private static List<String> with(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
