package dev.backline.backup.container;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.container.ServerContainer;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands for the containers that PostgreSQL's programs run in, built without input or output. */
final class ToolCommands {

  /** Where a container sees the folder that dumps go through. */
  static final Path MOUNT = Path.of("/backline");

  private static final String LABEL = "dev.backline.postgres-tools";
  private static final Duration REMOVAL = Duration.ofMinutes(1);

  private ToolCommands() {}

  /** Prints the id of the image that the server runs from. */
  static HostCommand image(ServerContainer server) {
    return HostCommand.of("docker", "inspect", "--format={{.Image}}", server.name());
  }

  /** Prints such as {@code pg_dump (PostgreSQL) 15.18}. */
  static HostCommand version(ServerContainer server) {
    return HostCommand.of("docker", "exec", server.name(), "pg_dump", "--version");
  }

  /** Prints the ids of this folder's containers, whether they run or not. */
  static HostCommand list(Path folder) {
    return HostCommand.of(
        "docker", "ps", "--all", "--quiet", "--no-trunc", "--filter=label=" + label(folder));
  }

  /** Ends and removes containers with the volumes that are theirs alone. */
  static HostCommand remove(List<String> ids) {
    List<String> argv = new ArrayList<>(List.of("docker", "rm", "--force", "--volumes"));
    argv.addAll(ids);
    return HostCommand.of(argv).within(REMOVAL);
  }

  /** Whether a removal failed only because the container has ended by itself meanwhile. */
  static boolean isGoneAnyway(String said) {
    return said.contains("No such container") || said.contains("is already in progress");
  }

  /**
   * Runs a program beside the server, as the folder's owner so that what it writes is ours to
   * remove. The variables' values come by the command's own environment: docker is told their names
   * only.
   *
   * @param image the server's
   * @param owner {@code UID:GID}
   * @param argv the program and its arguments
   */
  static HostCommand run(
      ServerContainer server,
      String image,
      Path folder,
      String owner,
      DatabaseAccess database,
      List<String> argv) {
    Map<String, Secret> variables =
        new TreeMap<>(database.at(server.address()).clientEnvironment());
    List<String> run =
        new ArrayList<>(
            List.of(
                "docker",
                "run",
                "--rm",
                "--label=" + label(folder),
                "--network=" + server.network(),
                "--user=" + owner,
                "--volume=" + folder + ":" + MOUNT,
                "--workdir=" + MOUNT,
                "--entrypoint=" + argv.getFirst()));
    variables.keySet().forEach(name -> run.add("--env=" + name));
    run.add(image);
    run.addAll(argv.subList(1, argv.size()));
    return HostCommand.of(run).with(variables);
  }

  private static String label(Path folder) {
    return LABEL + "=" + folder;
  }
}
