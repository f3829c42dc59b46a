package dev.backline.runtime.process;

import dev.backline.host.detached.LogFile;
import dev.backline.host.local.AtomicFile;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStateJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A slot's files: {@code slot.json} (what runs), {@code files/DIGEST} (the artifact's, there only
 * when complete), {@code logs/release.log}, {@code slot.lock}.
 */
record SlotFolder(Path path) {

  Path lock() {
    return path.resolve("slot.lock");
  }

  LogFile log() {
    return new LogFile(path.resolve("logs").resolve("release.log"));
  }

  Path files() {
    return path.resolve("files");
  }

  /** Where an artifact's files are when they are complete. */
  Path filesOf(String digest) {
    return files().resolve(digest.replace(':', '='));
  }

  /** The digest of the artifact that is in the slot; no colon in paths: class paths end at one. */
  Optional<String> prepared() {
    if (!Files.isDirectory(files())) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(files())) {
      return all.map(child -> child.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .map(name -> name.replace('=', ':'))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(files() + " can't be read", e);
    }
  }

  Optional<SlotState> state() {
    try {
      return Optional.of(SlotStateJson.read(Files.readString(stateFile())));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(stateFile() + " can't be read", e);
    }
  }

  SlotState write(SlotState state) {
    try {
      AtomicFile.write(stateFile(), SlotStateJson.write(state));
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(stateFile() + " can't be written", e);
    }
  }

  void forget() throws IOException {
    Files.deleteIfExists(stateFile());
  }

  private Path stateFile() {
    return path.resolve("slot.json");
  }
}
