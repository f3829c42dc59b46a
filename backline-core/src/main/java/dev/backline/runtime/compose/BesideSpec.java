package dev.backline.runtime.compose;

import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.DatabasePlace;
import dev.backline.config.ImageName;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.config.VolumeMount;
import dev.backline.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What shall run beside an environment's releases on one host, its placeholders filled in.
 *
 * @param database if it runs on this host
 * @param edge if nginx runs in a container
 * @param tasks declared for a person to run by hand, under the profile {@code tasks}; they run in
 *     the release that serves
 */
public record BesideSpec(
    Optional<Database> database,
    Optional<Edge> edge,
    List<Accessory> accessories,
    Map<TaskName, Task> tasks) {

  /** Nothing at all. */
  public static final BesideSpec NOTHING =
      new BesideSpec(Optional.empty(), Optional.empty(), List.of(), Map.of());

  /**
   * A PostgreSQL of the official image's manners.
   *
   * @param variables such as {@code POSTGRES_PASSWORD}
   */
  public record Database(DatabasePlace.Container place, Map<String, Secret> variables) {

    public Database {
      variables = Map.copyOf(variables);
    }
  }

  /**
   * An nginx that shares the host's network, as one installed there would.
   *
   * @param command in place of the image's own; empty for that
   * @param directories of the host, absolute, that it sees at the same place and can't write
   */
  public record Edge(ImageName image, List<String> command, List<String> directories) {

    public Edge {
      command = List.copyOf(command);
      directories = List.copyOf(directories);
    }
  }

  /**
   * @param image empty for that of the release that serves, whose variables it then has too
   * @param command empty for the image's own
   */
  public record Accessory(
      ServiceName name,
      Optional<ImageName> image,
      Optional<Argv> command,
      Map<String, Secret> variables,
      List<VolumeMount> volumes,
      Optional<DataSize> memory) {

    public Accessory {
      variables = Map.copyOf(variables);
      volumes = List.copyOf(volumes);
    }
  }

  /**
   * @param variables over those of the release
   */
  public record Task(Argv command, Map<String, Secret> variables) {

    public Task {
      variables = Map.copyOf(variables);
    }
  }

  public BesideSpec {
    accessories = List.copyOf(accessories);
    tasks = new TreeMap<>(tasks);
  }

  /** The values of each service's variables, by the file that holds them. */
  SortedMap<String, Secret> files() {
    SortedMap<String, Secret> files = new TreeMap<>();
    database.ifPresent(server ->
        files.put(
            file(BesideDeclarations.DATABASE),
            EnvFile.of(server.variables(), BesideDeclarations.DATABASE)));
    accessories.forEach(one ->
        files.put(file(one.name().value()), EnvFile.of(one.variables(), one.name().value())));
    tasks.forEach((name, task) -> {
      String service = BesideDeclarations.task(name);
      files.put(file(service), EnvFile.of(task.variables(), service));
    });
    return files;
  }

  /** The file with a service's variables; no service can be named so that it is a slot's. */
  static String file(String service) {
    return "service-" + service + ".env";
  }
}
