package dev.backline.runtime.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * The declarations of what runs beside the releases, as they go into the project's files; kept in
 * {@code state/services.json}, so that a release can be started without knowing them.
 *
 * @param services by name, each the tree of its declaration
 * @param references what the declarations refer to in {@code .env}: images and ports, no secrets
 * @param volumes the names of their volumes
 */
record Beside(
    SequencedMap<String, Object> services,
    SequencedMap<String, String> references,
    List<String> volumes) {

  static final Beside NOTHING = new Beside(new LinkedHashMap<>(), new LinkedHashMap<>(), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Parts(
      SequencedMap<String, Object> services,
      SequencedMap<String, String> references,
      List<String> volumes) {}

  Beside {
    services = new LinkedHashMap<>(services);
    references = new LinkedHashMap<>(references);
    volumes = List.copyOf(volumes);
  }

  /** And these too, where nothing is declared by that name yet. */
  Beside and(Beside more) {
    SequencedMap<String, Object> all = new LinkedHashMap<>(services);
    more.services().forEach(all::putIfAbsent);
    SequencedMap<String, String> referred = new LinkedHashMap<>(references);
    more.references().forEach(referred::putIfAbsent);
    TreeSet<String> kept = new TreeSet<>(volumes);
    kept.addAll(more.volumes());
    return new Beside(all, referred, List.copyOf(kept));
  }

  String json() {
    try {
      return JSON.writeValueAsString(
              Map.of("services", services, "references", references, "volumes", volumes))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the declarations are no tree", e);
    }
  }

  static Beside read(String text) throws IOException {
    try {
      Parts parts = JSON.readValue(text, new TypeReference<Parts>() {});
      return new Beside(parts.services(), parts.references(), parts.volumes());
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("not declarations of services: " + e.getMessage(), e);
    }
  }
}
