package dev.backline.host.command;

import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a host's container engine, by its own client: one that the log-in's user may
 * use, found the way the client finds it.
 */
public final class DockerCommands {

  /** For what an engine answers from its memory; a busy one takes its time. */
  private static final Duration QUICK = Duration.ofSeconds(30);

  /** From the end of a grace period to the moment where the kill has to have worked. */
  private static final Duration KILL = Duration.ofSeconds(30);

  /** No variables: those of a release are secrets. */
  private static final String FACTS =
      "{\"id\":{{json .Id}},\"image\":{{json .Image}},\"state\":{{json .State}},\"labels\":{{json"
          + " .Config.Labels}},\"restart\":{{json"
          + " .HostConfig.RestartPolicy.Name}},\"restarts\":{{json .RestartCount}}}";

  private static final String IMAGE_FACTS =
      "{\"id\":{{json .Id}},\"tags\":{{json .RepoTags}},\"digests\":{{json .RepoDigests}},"
          + "\"bytes\":{{json .Size}}}";

  /** For a slow disk with large layers. */
  private static final Duration REMOVAL = Duration.ofMinutes(5);

  /** The two streams in one, so that lines come in the order in which they were written. */
  private static final String LOGS = "exec docker logs --tail \"$1\" \"$2\" 2>&1";

  /** With the time before each line, so that it can be gone on with where it broke off. */
  private static final String FOLLOW =
      "exec docker logs --follow --timestamps \"$1\" \"$2\" \"$3\" 2>&1";

  private DockerCommands() {}

  /** Prints what a container is and does, as one line of JSON; fails if there is none. */
  public static HostCommand inspect(String container) {
    return docker("container", "inspect", "--format", FACTS, container);
  }

  /**
   * Prints a line for each process of a container, below a heading: its pid and its resident set in
   * KiB. The engine asks the host's ps(1), which knows it also where memory is not accounted.
   */
  public static HostCommand memory(String container) {
    return docker("top", container, "-eo", "pid,rss");
  }

  /** Prints the id of an image that the engine has; fails if it hasn't. */
  public static HostCommand imageId(String reference) {
    return docker("image", "inspect", "--format", "{{.Id}}", reference);
  }

  /** Prints the ids of all images, one a line. */
  public static HostCommand images() {
    return docker("image", "ls", "--quiet", "--no-trunc");
  }

  /** Prints what each image is and is called, as a line of JSON; tells of all that there are. */
  public static HostCommand describeImages(List<String> ids) {
    List<String> argv = new ArrayList<>(List.of("image", "inspect", "--format", IMAGE_FACTS));
    argv.addAll(ids);
    return docker(argv);
  }

  /**
   * Takes a name away from an image, and the image with its last one. Not one that a container is
   * made of: that is refused.
   */
  public static HostCommand removeImage(String reference) {
    return docker("image", "rm", "--no-prune", reference).within(REMOVAL);
  }

  /** Prints the ids of all containers, also of those that don't run, one a line. */
  public static HostCommand containers() {
    return docker("container", "ls", "--all", "--quiet", "--no-trunc");
  }

  /**
   * Prints for each container the id of its image and its own name; tells of all that there are.
   */
  public static HostCommand imagesOf(List<String> containers) {
    List<String> argv =
        new ArrayList<>(List.of("container", "inspect", "--format", "{{.Image}} {{.Name}}"));
    argv.addAll(containers);
    return docker(argv);
  }

  public static HostCommand start(String container) {
    return docker("container", "start", container).within(QUICK.multipliedBy(2));
  }

  /**
   * Asks it to end (SIGTERM, or what its image says), and kills it after the grace period.
   *
   * @param grace whole seconds; parts of one are rounded up
   */
  public static HostCommand stop(String container, Duration grace) {
    return docker("container", "stop", "--time", Long.toString(seconds(grace)), container)
        .within(grace.plus(KILL));
  }

  /** Kills it if it runs, and removes it with its unnamed volumes. */
  public static HostCommand remove(List<String> containers) {
    List<String> argv = new ArrayList<>(List.of("container", "rm", "--force", "--volumes"));
    argv.addAll(containers);
    return docker(argv).within(KILL);
  }

  /** Whether the engine starts it again when it ends by itself, and after a restart of its own. */
  public static HostCommand restart(String container, boolean again) {
    return docker("container", "update", "--restart", again ? "unless-stopped" : "no", container);
  }

  /** Ends when the container does, and prints its exit status. */
  public static HostCommand await(String container, Duration most) {
    return docker("container", "wait", container).within(most);
  }

  /** Prints the last lines of its log, both streams together. */
  public static HostCommand logs(String container, int lines) {
    return HostCommand.of("sh", "-c", LOGS, "sh", Integer.toString(lines), container).within(QUICK);
  }

  /**
   * Prints the last lines of its log and those that come, until the container ends.
   *
   * @param most after that the command ends too
   */
  public static HostCommand follow(String container, int lines, Duration most) {
    return follow("--tail", Integer.toString(lines), container, most);
  }

  /**
   * The same with all lines from a time on.
   *
   * @param since as the engine writes it before each line
   */
  public static HostCommand follow(String container, String since, Duration most) {
    return follow("--since", since, container, most);
  }

  private static HostCommand follow(String option, String value, String container, Duration most) {
    return HostCommand.of("sh", "-c", FOLLOW, "sh", option, value, container).within(most);
  }

  /**
   * Makes a container for one command, without starting it. Its log is not kept: whoever runs it
   * reads what it says.
   */
  public static HostCommand createTask(TaskContainer task) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "container", "create", "--init", "--log-driver", "none", "--name", task.name()));
    task.labels().forEach((label, value) -> argv.addAll(List.of("--label", label + "=" + value)));
    argv.addAll(List.of("--network", task.network(), "--env-file", "/dev/stdin"));
    Map<String, Secret> severalLines = task.variablesOfSeveralLines();
    severalLines.keySet().stream().sorted().forEach(name -> argv.addAll(List.of("--env", name)));
    argv.addAll(List.of("--entrypoint", task.argv().getFirst(), task.image()));
    argv.addAll(task.argv().subList(1, task.argv().size()));
    return docker(argv).with(severalLines).reading(task.envFile());
  }

  /** Starts it and passes on what it says; ends with its exit status. */
  public static HostCommand runTask(String container, Duration most) {
    return docker("container", "start", "--attach", container).within(most);
  }

  /** Prints the ids of all containers with this label, one a line. */
  public static HostCommand labelled(String label, String value) {
    return docker(
        "container",
        "ls",
        "--all",
        "--quiet",
        "--no-trunc",
        "--filter",
        "label=" + label + "=" + value);
  }

  public static HostCommand inspectNetwork(String name) {
    return docker("network", "inspect", "--format", "{{.Id}}", name);
  }

  /**
   * Makes a network of its own.
   *
   * @param outward whether what is in it reaches other machines: if not, the engine doesn't lend
   *     its host's address to what leaves it, so that no answer finds the way back
   */
  public static HostCommand createNetwork(String name, boolean outward) {
    return outward
        ? docker("network", "create", name)
        : docker(
            "network",
            "create",
            "--opt",
            "com.docker.network.bridge.enable_ip_masquerade=false",
            name);
  }

  /** Puts a container that runs into one more network, under that name. */
  public static HostCommand connect(String network, String container, String alias) {
    return docker("network", "connect", "--alias", alias, network, container);
  }

  /** Takes a container out of a network; the others that it is in stay. */
  public static HostCommand disconnect(String network, String container) {
    return docker("network", "disconnect", network, container);
  }

  public static HostCommand removeNetwork(String name) {
    return docker("network", "rm", name);
  }

  /** Makes a volume; leaves one that is there as it is. */
  public static HostCommand createVolume(String name) {
    return docker("volume", "create", name);
  }

  public static HostCommand removeVolume(String name) {
    return docker("volume", "rm", name);
  }

  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  private static HostCommand docker(String... arguments) {
    return docker(List.of(arguments));
  }

  private static HostCommand docker(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(arguments);
    return HostCommand.of(argv).within(QUICK);
  }
}
