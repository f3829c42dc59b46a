package dev.backline.artifact.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A layer as registries and engines of any age take it. Equal contents are compressed to equal
 * bytes, so that an unchanged layer is found in the store and in the registry.
 */
final class GzipLayer {

  /** RFC 1952, section 2.3.1. */
  private static final int[] MAGIC = {0x1f, 0x8b};

  private static final int BUFFER = 1 << 16;

  private GzipLayer() {}

  /** The layer's file, or a compressed one beside it. */
  static Path of(Path layer) throws IOException {
    if (isCompressed(layer)) {
      return layer;
    }
    Path compressed = layer.resolveSibling(layer.getFileName() + ".gz");
    if (!Files.exists(compressed)) {
      try (InputStream in = Files.newInputStream(layer);
          OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed), BUFFER)) {
        in.transferTo(out);
      }
    }
    return compressed;
  }

  private static boolean isCompressed(Path layer) throws IOException {
    try (InputStream in = Files.newInputStream(layer)) {
      return in.read() == MAGIC[0] && in.read() == MAGIC[1];
    }
  }
}
