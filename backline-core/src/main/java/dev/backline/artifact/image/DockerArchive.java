package dev.backline.artifact.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.artifact.Sha256;
import dev.backline.artifact.StoredArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An image as {@code docker save} writes it (moby, "Docker Image Specification v1.2", "Combined
 * Image JSON + Filesystem Changeset Format"). Every version of Docker and Podman writes that; newer
 * ones add an image layout, whose manifest names layers that are not compressed.
 */
record DockerArchive(ImageArchive archive) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stores the one image that it has, with its layers compressed, as they are to travel. */
  StoredArtifact store(ImageStore store) throws IOException, InterruptedException {
    JsonNode images = JSON.readTree(Files.readAllBytes(archive.file("manifest.json")));
    if (images.size() != 1) {
      throw new IOException("the archive should have one image, and has " + images.size());
    }
    JsonNode image = images.get(0);
    Map<String, Path> files = new HashMap<>();
    Descriptor config = part(MediaTypes.CONFIG, archive.file(image.path("Config").asText()), files);
    List<Descriptor> layers = new ArrayList<>();
    for (JsonNode layer : image.path("Layers")) {
      ImageStore.stopIfInterrupted();
      Path compressed = GzipLayer.of(archive.file(layer.asText()));
      layers.add(part(MediaTypes.GZIP_LAYER, compressed, files));
    }
    return store.add(
        ImageManifest.of(config, layers),
        part -> open(Objects.requireNonNull(files.get(part.sha256()), "named just now")));
  }

  private static Descriptor part(String mediaType, Path file, Map<String, Path> files)
      throws IOException {
    Path real = file.toRealPath();
    String sha256 = Sha256.hex(real);
    files.put(sha256, real);
    return new Descriptor(mediaType, sha256, Files.size(real));
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }
}
