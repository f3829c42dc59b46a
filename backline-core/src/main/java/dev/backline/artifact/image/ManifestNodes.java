package dev.backline.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Descriptors and manifests as JSON. */
final class ManifestNodes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestNodes() {}

  /**
   * Reads a descriptor.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  static Descriptor descriptor(JsonNode node) {
    return Descriptor.of(
        node.required("mediaType").asText(),
        node.required("digest").asText(),
        node.required("size").asLong(-1));
  }

  static ObjectNode node(Descriptor descriptor) {
    ObjectNode node = JSON.createObjectNode();
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest());
    node.put("size", descriptor.size());
    return node;
  }

  /** What a configuration says of its layers' contents. */
  static List<String> layerContents(byte[] config) throws IOException {
    List<String> contents = new ArrayList<>();
    JSON.readTree(config).path("rootfs").path("diff_ids").forEach(id -> contents.add(id.asText()));
    return contents;
  }

  static byte[] write(Descriptor config, List<Descriptor> layers) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaTypes.MANIFEST);
    json.set("config", node(config));
    ArrayNode list = json.putArray("layers");
    layers.forEach(layer -> list.add(node(layer)));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
