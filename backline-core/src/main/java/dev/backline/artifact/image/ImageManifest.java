package dev.backline.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One platform's image: its configuration and its layers (OCI image specification 1.1, "Image
 * Manifest"). Its bytes are kept as they came, since they are what its digest names.
 */
public final class ImageManifest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] bytes;
  private final Descriptor self;
  private final Descriptor config;
  private final List<Descriptor> layers;

  private ImageManifest(
      byte[] bytes, String mediaType, Descriptor config, List<Descriptor> layers) {
    this.bytes = bytes;
    this.self = new Descriptor(mediaType, Sha256.hex(bytes), bytes.length);
    this.config = config;
    this.layers = List.copyOf(layers);
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is no image's manifest, or names something by another digest than
   *     SHA-256
   */
  public static ImageManifest read(byte[] bytes) throws IOException {
    JsonNode json = JSON.readTree(bytes);
    String mediaType = json.path("mediaType").asText(MediaTypes.MANIFEST);
    if (json.path("schemaVersion").asInt() != 2 || !MediaTypes.manifests().contains(mediaType)) {
      throw new IOException("not an image's manifest, but " + mediaType);
    }
    try {
      List<Descriptor> layers = new ArrayList<>();
      for (JsonNode layer : json.required("layers")) {
        layers.add(ManifestNodes.descriptor(layer));
      }
      Descriptor config = ManifestNodes.descriptor(json.required("config"));
      return new ImageManifest(bytes.clone(), mediaType, config, layers);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a valid manifest: " + e.getMessage(), e);
    }
  }

  /** An image of these parts, in the one form that its digest is taken of. */
  public static ImageManifest of(Descriptor config, List<Descriptor> layers) {
    byte[] bytes = ManifestNodes.write(config, layers);
    return new ImageManifest(bytes, MediaTypes.MANIFEST, config, layers);
  }

  public ArtifactDigest digest() {
    return ArtifactDigest.ofHex(self.sha256());
  }

  /** What names the manifest itself. */
  public Descriptor self() {
    return self;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** The image's configuration; engines take its digest for the image's id. */
  public Descriptor config() {
    return config;
  }

  /** From the base up. */
  public List<Descriptor> layers() {
    return layers;
  }

  /** All that it names, each once: the configuration and the layers. */
  public List<Descriptor> parts() {
    return Stream.concat(Stream.of(config), layers.stream()).distinct().toList();
  }

  /** The sum of its parts' sizes as they are stored and travel, in bytes. */
  public long size() {
    return parts().stream().mapToLong(Descriptor::size).sum();
  }
}
