package dev.backline.runtime.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A container as its engine tells of it.
 *
 * @param image the id of its image
 * @param running whether its process runs at this moment
 * @param restarting whether the engine is about to start it again
 * @param exitStatus of its last end, 0 to 255; meaningless while it runs
 * @param restarts how often the engine has started it again since it was made
 */
record Container(
    String id,
    String image,
    boolean running,
    boolean restarting,
    int exitStatus,
    int restarts,
    Map<String, String> labels) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Container {
    labels = Map.copyOf(labels);
  }

  /** Reads what {@link dev.backline.host.command.DockerCommands#inspect} prints. */
  static Container read(String text) throws IOException {
    try {
      JsonNode root = JSON.readTree(text);
      JsonNode state = root.required("state");
      boolean restarting = state.required("Restarting").booleanValue();
      return new Container(
          root.required("id").textValue(),
          root.required("image").textValue(),
          // While it waits for the next attempt, it counts as running to the engine.
          state.required("Running").booleanValue() && !restarting,
          restarting,
          state.required("ExitCode").intValue(),
          root.required("restarts").intValue(),
          root.required("labels")
              .propertyStream()
              .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().textValue())));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("not what an engine tells of a container: " + e.getMessage(), e);
    }
  }

  Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name));
  }
}
