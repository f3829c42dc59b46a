package dev.backline.artifact;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.backline.source.FileTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;

/** Contents by their SHA-256, compressed with zstd, each kept once for all artifacts. */
final class BlobStore {

  private static final int LEVEL = 3;

  private final Path directory;
  private final DurableFiles files;
  private final InstantSource clock;

  BlobStore(Path directory, DurableFiles files, InstantSource clock) {
    this.directory = directory;
    this.files = files;
    this.clock = clock;
  }

  /**
   * Marks the blob as used now, so that cleaning up passes it by; false when there is none.
   *
   * @see CleanUp
   */
  boolean touch(String sha256) throws IOException {
    try {
      Files.setLastModifiedTime(path(sha256), FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Stores a file's content; fails when it is not the one that was announced. */
  void put(Path file, Entry.File expected) throws IOException {
    MessageDigest digest = Sha256.digest();
    Path target = path(expected.sha256());
    files.write(
        target,
        out -> {
          try (InputStream in =
                  new DigestInputStream(
                      Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), digest);
              ZstdOutputStream zstd = new ZstdOutputStream(out, LEVEL)) {
            in.transferTo(zstd);
          }
          if (!Sha256.hex(digest).equals(expected.sha256())) {
            throw new IOException(expected.path() + " changed while it was being stored");
          }
        });
  }

  /** Makes what was put last, also after a power cut: one sync for all of an artifact's files. */
  void sync() throws IOException {
    if (Files.isDirectory(directory)) {
      DurableFiles.sync(directory);
    }
  }

  /** Writes the content to a new file and syncs it; fails when a single bit of it is wrong. */
  void extract(Entry.File entry, Path target) throws IOException {
    try (FileChannel channel =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      copy(entry, out);
      out.flush();
      channel.force(true);
    }
  }

  /** Passes the content on; fails at its end when a single bit of it was wrong. */
  void copy(Entry.File entry, OutputStream out) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new ZstdInputStream(Files.newInputStream(path(entry.sha256())))) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > entry.size()) {
          throw new IOException(entry.path() + " is larger in the store than it should be");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (NoSuchFileException e) {
      throw new IOException(entry.path() + " is missing from the store", e);
    }
    if (!Sha256.hex(digest).equals(entry.sha256())) {
      throw new IOException(entry.path() + " is damaged in the store");
    }
  }

  /** Compressed size in bytes; 0 when there is none. */
  long storedSize(String sha256) throws IOException {
    try {
      return Files.size(path(sha256));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  List<Path> all() throws IOException {
    return FileTree.list(directory).stream()
        .filter(file -> file.getFileName().toString().endsWith(".zst"))
        .toList();
  }

  static String sha256Of(Path blob) {
    return blob.getFileName().toString().replace(".zst", "");
  }

  private Path path(String sha256) {
    return directory.resolve(sha256 + ".zst");
  }
}
