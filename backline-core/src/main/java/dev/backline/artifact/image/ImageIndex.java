package dev.backline.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.artifact.ArtifactDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which images a layout has (OCI image specification 1.1, "Image Layout", {@code index.json}).
 *
 * @param manifests none twice
 */
record ImageIndex(List<Descriptor> manifests) {

  private static final ObjectMapper JSON = new ObjectMapper();

  ImageIndex {
    manifests = manifests.stream().distinct().toList();
  }

  static ImageIndex read(byte[] bytes) throws IOException {
    JsonNode json = JSON.readTree(bytes);
    try {
      List<Descriptor> manifests = new ArrayList<>();
      for (JsonNode node : json.required("manifests")) {
        manifests.add(ManifestNodes.descriptor(node));
      }
      return new ImageIndex(manifests);
    } catch (IllegalArgumentException e) {
      throw new IOException("not an index of images: " + e.getMessage(), e);
    }
  }

  byte[] write() {
    ObjectNode json = JSON.createObjectNode();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaTypes.INDEX);
    ArrayNode list = json.putArray("manifests");
    manifests.forEach(manifest -> list.add(ManifestNodes.node(manifest)));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  List<ArtifactDigest> digests() {
    return manifests.stream().map(manifest -> ArtifactDigest.ofHex(manifest.sha256())).toList();
  }

  ImageIndex with(Descriptor manifest) {
    return new ImageIndex(Stream.concat(manifests.stream(), Stream.of(manifest)).toList());
  }

  ImageIndex without(Set<ArtifactDigest> gone) {
    return new ImageIndex(
        manifests.stream()
            .filter(manifest -> !gone.contains(ArtifactDigest.ofHex(manifest.sha256())))
            .toList());
  }
}
