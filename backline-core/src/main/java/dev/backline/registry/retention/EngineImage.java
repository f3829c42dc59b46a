package dev.backline.registry.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image as its engine tells of it.
 *
 * @param id as its containers know it
 * @param names all that it is known by, with tags or digests
 * @param bytes on disk, shared layers counted in
 */
record EngineImage(String id, List<String> names, long bytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  EngineImage {
    names = List.copyOf(names);
  }

  /** Reads a line that {@code DockerCommands.describeImages} prints; empty if it is none. */
  static Optional<EngineImage> read(String line) {
    try {
      JsonNode root = JSON.readTree(line);
      List<String> names = new ArrayList<>();
      root.path("tags").forEach(name -> names.add(name.asText()));
      root.path("digests").forEach(name -> names.add(name.asText()));
      return root.path("id").isTextual()
          ? Optional.of(
              new EngineImage(root.path("id").asText(), names, root.path("bytes").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
