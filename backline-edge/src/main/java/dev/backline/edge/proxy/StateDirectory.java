package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The edge's directory. While open, no other edge can run on it. */
final class StateDirectory implements AutoCloseable {

  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;
  private final FileChannel lockFile;

  private StateDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  static StateDirectory open(Path directory) throws EdgeFailure {
    try {
      FileChannel file =
          FileChannel.open(
              directory.resolve("edge.lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OWNER_ONLY);
      @Nullable FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        throw EdgeFailure.unavailable("another edge runs on " + directory);
      }
      return new StateDirectory(directory, file);
    } catch (IOException e) {
      throw EdgeFailure.unavailable("cannot use the directory " + directory + ": " + e);
    }
  }

  EdgeConfig readConfig() throws EdgeFailure {
    return EdgeConfigReader.read(readText("edge.json"));
  }

  byte[] readToken() throws EdgeFailure {
    String token = readText("admin.token").strip();
    if (!token.matches("[!-~]{16,}")) {
      throw EdgeFailure.usage("admin.token: must be one line of at least 16 visible characters");
    }
    return token.getBytes(StandardCharsets.US_ASCII);
  }

  void writeConfig(EdgeConfig config) throws IOException {
    replace("edge.json", EdgeConfigWriter.write(config));
  }

  void writePid(ProcessIdentity process, int adminPort, int listenPort) throws IOException {
    replace(
        "edge.pid.json",
        JsonNodeFactory.instance
                .objectNode()
                .put("pid", process.pid())
                .put("startTime", process.startTime())
                .put("adminPort", adminPort)
                .put("listenPort", listenPort)
                .put("version", process.version())
                .toString()
            + "\n");
  }

  void deletePid() throws IOException {
    Files.deleteIfExists(directory.resolve("edge.pid.json"));
  }

  Path accessLog() {
    return directory.resolve("access.log");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private String readText(String name) throws EdgeFailure {
    try {
      return Files.readString(directory.resolve(name));
    } catch (NoSuchFileException e) {
      throw EdgeFailure.usage(name + ": is missing in " + directory);
    } catch (IOException e) {
      throw EdgeFailure.usage(name + ": cannot be read: " + e);
    }
  }

  /** Replaces a file so that a crash at any point leaves the old or the new one, whole. */
  private void replace(String name, String text) throws IOException {
    Path temporary = directory.resolve(name + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel file =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel synced = FileChannel.open(directory, StandardOpenOption.READ)) {
      synced.force(true);
    }
  }
}
