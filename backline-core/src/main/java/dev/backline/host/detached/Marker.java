package dev.backline.host.detached;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a detached process and its children carry in their environment, so that they are found again
 * even if nobody had the time to write down that they were started.
 *
 * @param owner whose process it is, such as {@code app/environment/slot}
 * @param folder the owner's folder: tells apart equal names in two data directories
 * @param id unique to this start
 * @param facts further variables that tell what was started; nothing secret
 */
public record Marker(String owner, Path folder, String id, Map<String, String> facts) {

  static final String NAME = "BACKLINE_SLOT";
  static final String FOLDER = "BACKLINE_SLOT_FOLDER";

  public Marker {
    facts = Map.copyOf(facts);
    folder = folder.toAbsolutePath().normalize();
  }

  /** A process that carries a marker. */
  public record Bearer(Processes.Entry process, Marker marker) {}

  public Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>(facts);
    variables.put(NAME, owner + "/" + id);
    variables.put(FOLDER, folder.toString());
    return variables;
  }

  /** All processes of this user that carry a marker of this folder and owner. */
  public static List<Bearer> bearers(String owner, Path folder) {
    String absolute = folder.toAbsolutePath().normalize().toString();
    return Processes.all().stream()
        .flatMap(process -> read(process).stream())
        .filter(bearer -> bearer.marker().folder().toString().equals(absolute))
        .filter(bearer -> bearer.marker().owner().equals(owner))
        .toList();
  }

  private static Optional<Bearer> read(Processes.Entry process) {
    Map<String, String> environment = Processes.environment(process.identity().pid());
    String name = environment.getOrDefault(NAME, "");
    String folder = environment.getOrDefault(FOLDER, "");
    int slash = name.lastIndexOf('/');
    if (slash < 0 || folder.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bearer(
            process,
            new Marker(
                name.substring(0, slash),
                Path.of(folder),
                name.substring(slash + 1),
                environment)));
  }
}
