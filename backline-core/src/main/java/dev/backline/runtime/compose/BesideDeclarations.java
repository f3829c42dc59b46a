package dev.backline.runtime.compose;

import dev.backline.config.Argv;
import dev.backline.config.DatabasePlace;
import dev.backline.config.TaskName;
import dev.backline.config.VolumeMount;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideSpec.Accessory;
import dev.backline.runtime.compose.BesideSpec.Database;
import dev.backline.runtime.compose.BesideSpec.Edge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The services beside the releases, as declarations. Decides only; does nothing.
 *
 * @param serving the slot whose release serves, and its image; empty before the first
 */
record BesideDeclarations(ProjectName project, BesideSpec spec, Optional<Serving> serving) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Addresses that stand for all, the loopback one among them. */
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  static final String DATABASE = "database";
  static final String EDGE = "edge";

  /** Apart from where images keep their data: that changes between versions of PostgreSQL's. */
  private static final String DATA = "/var/lib/backline";

  /** Has an underscore, which no declared volume has. */
  private static final String VOLUME = "database_data";

  record Serving(Slot slot, String image) {}

  Beside declared() {
    SequencedMap<String, Object> services = new LinkedHashMap<>();
    SequencedMap<String, String> references = new LinkedHashMap<>();
    TreeSet<String> volumes = new TreeSet<>();
    spec.database()
        .ifPresent(server -> {
          services.put(DATABASE, database(server));
          references.put(reference(DATABASE), server.place().image().value());
          references.put("DATABASE_PORT", Integer.toString(server.place().port()));
          volumes.add(VOLUME);
        });
    spec.edge()
        .ifPresent(edge -> {
          services.put(EDGE, edge(edge));
          references.put(reference(EDGE), edge.image().value());
        });
    for (Accessory one : spec.accessories()) {
      String name = one.name().value();
      Optional<String> image =
          one.image().map(Object::toString).or(() -> serving.map(Serving::image));
      // A worker of the app waits for the app's first release.
      if (image.isPresent()) {
        services.put(name, accessory(one));
        references.put(reference(name), image.get());
        one.volumes().stream().map(VolumeMount::volume).forEach(volumes::add);
      }
    }
    serving.ifPresent(now ->
        spec.tasks()
            .forEach((name, task) -> {
              services.put(task(name), task(name, task.command(), now));
              references.put(reference(task(name)), now.image());
            }));
    return new Beside(services, references, List.copyOf(volumes));
  }

  private SequencedMap<String, Object> database(Database server) {
    DatabasePlace.Container place = server.place();
    SequencedMap<String, Object> service = common(DATABASE);
    service.put("env_file", List.of(BesideSpec.file(DATABASE)));
    service.put("environment", one("PGDATA", DATA + "/data"));
    service.put("volumes", List.of(VOLUME + ":" + DATA));
    service.put("ports", published(place).map(at -> at + ":${DATABASE_PORT}:5432").toList());
    // A fast shutdown, PostgreSQL's SIGINT: SIGTERM would wait for every connection to end.
    service.put("stop_signal", "SIGINT");
    service.put("stop_grace_period", "60s");
    // More than the engine's 64 MB: parallel queries share memory there.
    service.put("shm_size", 256L << 20);
    place.memory().ifPresent(memory -> service.put("mem_limit", memory.bytes()));
    return service;
  }

  /** On the loopback address always, which is how Backline reaches it; for other hosts, too. */
  private static Stream<String> published(DatabasePlace.Container place) {
    String other = place.listen().orElse(LOOPBACK);
    return EVERYWHERE.contains(other) ? Stream.of(other) : Stream.of(LOOPBACK, other).distinct();
  }

  private SequencedMap<String, Object> edge(Edge edge) {
    SequencedMap<String, Object> service = common(EDGE);
    service.put("network_mode", "host");
    if (!edge.command().isEmpty()) {
      service.put("command", edge.command().stream().map(Declaration::literal).toList());
    }
    service.put(
        "volumes", edge.directories().stream().map(path -> path + ":" + path + ":ro").toList());
    return service;
  }

  private SequencedMap<String, Object> accessory(Accessory accessory) {
    String name = accessory.name().value();
    SequencedMap<String, Object> service = common(name);
    accessory.command().ifPresent(argv -> service.put("entrypoint", words(argv)));
    service.put(
        "env_file",
        serving
            .filter(now -> accessory.image().isEmpty())
            .map(now -> List.of(ProjectFolder.variablesOf(now.slot()), BesideSpec.file(name)))
            .orElse(List.of(BesideSpec.file(name))));
    if (!accessory.volumes().isEmpty()) {
      service.put("volumes", accessory.volumes().stream().map(VolumeMount::toString).toList());
    }
    accessory.memory().ifPresent(memory -> service.put("mem_limit", memory.bytes()));
    return service;
  }

  /** Has an underscore, which no declared service has. */
  static String task(TaskName name) {
    return "task_" + name;
  }

  private SequencedMap<String, Object> task(TaskName name, Argv argv, Serving now) {
    SequencedMap<String, Object> service = new LinkedHashMap<>();
    service.put("image", image(task(name)));
    service.put("init", true);
    service.put("profiles", List.of("tasks"));
    service.put("entrypoint", words(argv));
    service.put(
        "env_file", List.of(ProjectFolder.variablesOf(now.slot()), BesideSpec.file(task(name))));
    return service;
  }

  private SequencedMap<String, Object> common(String service) {
    return Declaration.common(project, service, image(service));
  }

  private static List<String> words(Argv argv) {
    return argv.words().stream().map(Declaration::literal).toList();
  }

  private static String image(String service) {
    return "${" + reference(service) + "}";
  }

  private static String reference(String service) {
    return "SERVICE_" + service.toUpperCase(Locale.ROOT).replace('-', '_') + "_IMAGE";
  }

  private static SequencedMap<String, Object> one(String key, Object value) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
