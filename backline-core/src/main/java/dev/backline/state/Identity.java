package dev.backline.state;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** What tells a data directory from all others, wherever it is moved to: its file {@code id}. */
public final class Identity {

  private Identity() {}

  /** Made when it is first asked for, once, whoever asks at the same time. */
  public static String of(DataDirectory data) {
    Path file = data.root().resolve("id");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Failure.unavailable(
              "reading " + file,
              String.valueOf(e.getMessage()),
              "check that the data directory is yours to read and write")
          .toException(e);
    }
  }

  /** As a link, which is there whole or not at all. */
  private static void make(Path file) throws IOException {
    Path unfinished = Files.createTempFile(file.getParent(), ".id", "");
    try {
      Files.writeString(unfinished, UUID.randomUUID() + "\n");
      Files.createLink(file, unfinished);
    } catch (FileAlreadyExistsException another) {
      // Made by another process in the meantime: that is it.
    } finally {
      Files.delete(unfinished);
    }
  }
}
