package dev.backline.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Sees the argument lists of all of this machine's processes that hold one of these words. */
final class ArgumentWatch implements AutoCloseable {

  private final Set<String> seen = new TreeSet<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  private ArgumentWatch(String... words) {
    thread =
        Thread.ofPlatform()
            .start(() -> {
              while (over.getCount() > 0) {
                look(words);
              }
            });
  }

  static ArgumentWatch of(String... words) {
    return new ArgumentWatch(words);
  }

  /** Stops looking. */
  Set<String> seen() throws InterruptedException {
    over.countDown();
    thread.join();
    return seen;
  }

  private void look(String... words) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String line = arguments(process);
        if (Stream.of(words).anyMatch(line::contains)) {
          seen.add(line);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String arguments(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  @Override
  public void close() throws InterruptedException {
    seen();
  }
}
