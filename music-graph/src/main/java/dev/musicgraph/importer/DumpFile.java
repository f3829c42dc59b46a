package dev.musicgraph.importer;

import dev.musicgraph.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A dump on disk, plain or packed.
 *
 * @param identity the same for the same content, whatever the file is called
 */
record DumpFile(Path path, String identity, long size) {
  private static final int HEAD = 1 << 20;

  static DumpFile of(Path path) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new Refusal("there is no file " + path + " that can be read");
    }
    try (InputStream file = Files.newInputStream(path)) {
      long size = Files.size(path);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readNBytes(HEAD));
      return new DumpFile(path, size + "-" + HexFormat.of().formatHex(digest), size);
    } catch (IOException e) {
      throw new Refusal(path + " can't be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How much is read can be told only of a plain file. */
  Optional<Long> sizeUnpacked() {
    return isPacked() ? Optional.empty() : Optional.of(size);
  }

  /** Unpacked; {@code .bz2} by the program of that name, which has to be there. */
  InputStream open() throws IOException {
    String name = path.getFileName().toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(Files.newInputStream(path), 1 << 16);
    }
    return name.endsWith(".bz2") ? new Bzip2Stream(path) : Files.newInputStream(path);
  }

  private boolean isPacked() {
    String name = path.getFileName().toString();
    return name.endsWith(".gz") || name.endsWith(".bz2");
  }
}
