package dev.backline.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest's one and only byte form, which its digest is taken of. Changing it changes every
 * digest, so it has a format number.
 */
final class ManifestJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORMAT = "backline-artifact-1";

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    ArrayNode entries = json.putArray("entries");
    for (Entry entry : manifest.entries()) {
      ObjectNode node = entries.addObject();
      node.put("path", entry.path());
      switch (entry) {
        case Entry.File file -> {
          node.put("mode", file.executable() ? "755" : "644");
          node.put("sha256", file.sha256());
          node.put("size", file.size());
        }
        case Entry.Link link -> node.put("link", link.target());
      }
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #write} wrote; the records refuse anything unsafe in it. */
  static Manifest read(byte[] bytes) throws IOException {
    JsonNode json = JSON.readTree(bytes);
    if (!FORMAT.equals(json.path("format").asText())) {
      throw new IOException("not a manifest of the format " + FORMAT);
    }
    try {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode node : json.required("entries")) {
        entries.add(entry(node));
      }
      return new Manifest(entries);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a valid manifest: " + e.getMessage(), e);
    }
  }

  private static Entry entry(JsonNode node) {
    String path = node.required("path").asText();
    if (node.has("link")) {
      return new Entry.Link(path, node.required("link").asText());
    }
    return new Entry.File(
        path,
        node.required("mode").asText().equals("755"),
        node.required("sha256").asText(),
        node.required("size").asLong());
  }
}
