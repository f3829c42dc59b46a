package dev.backline.artifact;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes files that are either whole or not there, also after a crash or a power cut: written
 * aside, synced, renamed.
 *
 * @param aside where unfinished files lie; on the same file system as the finished ones
 */
public record DurableFiles(Path aside) {

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes the file. It is there for good once its directory is synced, too. */
  public void write(Path target, Content content) throws IOException {
    Files.createDirectories(aside);
    Files.createDirectories(parentOf(target));
    Path unfinished = aside.resolve(UUID.randomUUID().toString());
    try {
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(new KeptOpen(Channels.newOutputStream(channel)));
        channel.force(true);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Makes the renames in the directory last. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The directory that it lies in. */
  public static Path parentOf(Path target) {
    return Objects.requireNonNull(target.getParent(), "the root directory is no target");
  }

  /** Passes everything on but {@code close}, because the file is synced after it. */
  private static final class KeptOpen extends FilterOutputStream {

    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}
