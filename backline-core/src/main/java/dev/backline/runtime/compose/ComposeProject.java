package dev.backline.runtime.compose;

import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.SlotRecord.Started;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An environment's project on one host, as text: what docker-compose 1.29 and {@code docker
 * compose} 2 both take, which is the Compose specification without {@code version} and {@code
 * name}. Decides only; does nothing.
 *
 * @param grace from the request to stop to the kill, where somebody stops it by hand
 * @param slots what is written of each slot; a slot that nothing was started in is not declared
 */
record ComposeProject(
    ProjectName name, SlotPorts ports, Duration grace, Map<Slot, SlotRecord> slots, Beside beside) {

  private static final String HEADER =
      """
      # Written by Backline, which looks here for changes by hand before it writes again:
      # it tells of them, and keeps the changed file beside this one.
      # Images and ports are in .env, the releases' variables in blue.env and green.env.
      """;

  ComposeProject {
    slots = new TreeMap<>(slots);
  }

  /** {@code compose.yaml}. The same inputs give the same text. */
  String composeYaml() {
    SequencedMap<String, Object> services = new LinkedHashMap<>();
    slots.forEach((slot, record) ->
        record
            .started()
            .ifPresent(started -> services.put(ProjectName.service(slot), release(slot, started))));
    services.putAll(beside.services());
    SequencedMap<String, Object> root = new LinkedHashMap<>();
    root.put("services", services);
    // Made by us before: no version of Compose makes it anew, or takes it away while others use it.
    root.put("networks", Map.of("default", external(name.network())));
    if (!beside.volumes().isEmpty()) {
      SequencedMap<String, Object> volumes = new LinkedHashMap<>();
      // And "down --volumes" leaves the data alone.
      beside.volumes().forEach(volume -> volumes.put(volume, external(name.volume(volume))));
      root.put("volumes", volumes);
    }
    return HEADER + Yaml.text(root);
  }

  /** {@code .env}: what {@code compose.yaml} refers to, and the project's name. */
  String env() {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    all.put("COMPOSE_PROJECT_NAME", name.value());
    slots.forEach((slot, record) -> {
      all.put(reference(slot, "IMAGE"), record.image());
      all.put(reference(slot, "PORT"), Integer.toString(ports.of(slot)));
    });
    all.putAll(beside.references());
    return all.entrySet().stream()
        .map(one -> one.getKey() + "=" + Declaration.plain(one.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private SequencedMap<String, Object> release(Slot slot, Started started) {
    String port = "${" + reference(slot, "PORT") + "}";
    SequencedMap<String, Object> service =
        Declaration.common(name, ProjectName.service(slot), "${" + reference(slot, "IMAGE") + "}");
    // The whole command, in place of the image's own: what runs is what was configured.
    service.put("entrypoint", started.argv().stream().map(Declaration::literal).toList());
    service.put("env_file", List.of(slot.label() + ".env"));
    service.put("ports", List.of("127.0.0.1:" + port + ":" + port));
    service.put("stop_grace_period", grace.plusMillis(999).toSeconds() + "s");
    started.limits().memory().ifPresent(memory -> service.put("mem_limit", memory.bytes()));
    int files = started.limits().files();
    service.put("ulimits", Map.of("nofile", Declaration.ordered("soft", files, "hard", files)));
    SequencedMap<String, Object> labels = new LinkedHashMap<>();
    SlotLabels.of(name, slot, started.state())
        .forEach((label, value) -> labels.put(label, Declaration.literal(value)));
    service.put("labels", labels);
    return service;
  }

  private static String reference(Slot slot, String what) {
    return slot.name() + "_" + what;
  }

  private static Map<String, Object> external(String name) {
    return Declaration.ordered("external", true, "name", name);
  }
}
