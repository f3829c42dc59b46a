package dev.backline.artifact.image;

import dev.backline.artifact.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A small image that an engine takes: each layer has one file.
 *
 * @param parts the contents by SHA-256
 */
public record SampleImage(ImageManifest manifest, Map<String, byte[]> parts) {

  /** With a layer for each seed, of so many random bytes, which can't be compressed. */
  public static SampleImage of(int bytes, long... seeds) {
    Map<String, byte[]> parts = new HashMap<>();
    List<Descriptor> layers = new ArrayList<>();
    List<String> diffIds = new ArrayList<>();
    for (long seed : seeds) {
      byte[] content = new byte[bytes];
      new Random(seed).nextBytes(content);
      byte[] tar = tar(Map.of("data/" + seed, content));
      diffIds.add("\"sha256:" + Sha256.hex(tar) + "\"");
      layers.add(part(MediaTypes.GZIP_LAYER, gzip(tar), parts));
    }
    Descriptor config = part(MediaTypes.CONFIG, config(diffIds), parts);
    return new SampleImage(ImageManifest.of(config, layers), parts);
  }

  public void storeIn(ImageStore store) throws InterruptedException {
    store.add(manifest, this::open);
  }

  public ByteArrayInputStream open(Descriptor part) {
    return new ByteArrayInputStream(Objects.requireNonNull(parts.get(part.sha256())));
  }

  /** A base image as {@code docker save} writes it, with one file. */
  static Path dockerArchive(Path file) throws IOException {
    byte[] layer = tar(Map.of("etc/base", "the base".getBytes(StandardCharsets.UTF_8)));
    String config =
        new String(config(List.of("\"sha256:" + Sha256.hex(layer) + "\"")), StandardCharsets.UTF_8);
    String manifest =
        "[{\"Config\":\"config.json\",\"RepoTags\":[\"base:1\"],\"Layers\":[\"l/layer.tar\"]}]";
    Files.write(
        file,
        tar(
            Map.of(
                "config.json", config.getBytes(StandardCharsets.UTF_8),
                "manifest.json", manifest.getBytes(StandardCharsets.UTF_8),
                "l/layer.tar", layer)));
    return file;
  }

  private static byte[] config(List<String> diffIds) {
    return """
    {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[%s]}}
    """
        .formatted(String.join(",", diffIds))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Descriptor part(String mediaType, byte[] content, Map<String, byte[]> parts) {
    parts.put(Sha256.hex(content), content);
    return new Descriptor(mediaType, Sha256.hex(content), content.length);
  }

  private static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
      tar.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
