package dev.backline.runtime.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.config.DataSize;
import dev.backline.config.LimitSpec;
import dev.backline.runtime.SlotStateJson;
import dev.backline.runtime.compose.SlotRecord.Started;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code state/blue.json} and {@code state/green.json}, version 1: one line each. */
final class SlotRecordJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  private SlotRecordJson() {}

  static String write(SlotRecord slot) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("digest", slot.digest())
            .put("image", slot.image());
    slot.started()
        .ifPresent(started -> {
          ObjectNode node = root.putObject("started");
          node.set("state", SlotStateJson.tree(started.state()));
          ArrayNode argv = node.putArray("argv");
          started.argv().forEach(argv::add);
          started.limits().memory().ifPresent(memory -> node.put("memory", memory.bytes()));
          node.put("files", started.limits().files());
        });
    return root + "\n";
  }

  static SlotRecord read(String text) throws IOException {
    try {
      JsonNode root = JSON.readTree(text);
      if (root.required("version").intValue() != VERSION) {
        throw new IOException("version " + root.get("version") + " is not known");
      }
      JsonNode started = root.get("started");
      return new SlotRecord(
          root.required("digest").textValue(),
          root.required("image").textValue(),
          started == null ? Optional.empty() : Optional.of(started(started)));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("not a slot's record: " + e.getMessage(), e);
    }
  }

  private static Started started(JsonNode node) throws IOException {
    List<String> argv = node.required("argv").valueStream().map(JsonNode::textValue).toList();
    return new Started(
        SlotStateJson.read(node.required("state")),
        argv,
        new LimitSpec(
            Optional.ofNullable(node.get("memory")).map(bytes -> new DataSize(bytes.longValue())),
            node.required("files").intValue()));
  }
}
