package dev.backline.host.ssh;

import dev.backline.host.local.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A file that is written beside its place, mode 0600, and gone unless it was moved there. */
final class FileBeside implements AutoCloseable {

  private final Path place;
  private final Path beside;
  private final FileChannel channel;

  FileBeside(Path place) throws IOException {
    this.place = place.toAbsolutePath();
    Path folder = folder();
    this.beside = folder.resolve(".backline-" + CommandId.random());
    this.channel =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  OutputStream output() {
    return Channels.newOutputStream(channel);
  }

  void moveIntoPlace() throws IOException {
    channel.force(true);
    Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    AtomicFile.sync(folder());
  }

  private Path folder() {
    return Objects.requireNonNull(place.getParent(), "a file is in a folder");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(beside);
  }
}
