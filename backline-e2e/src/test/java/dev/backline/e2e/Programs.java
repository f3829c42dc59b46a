package dev.backline.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, as a user at a shell would. */
final class Programs {

  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** What came of it; {@code output} holds both streams as they came. */
  record Ended(int status, String output, Duration took) {}

  private Programs() {}

  static Ended run(Path directory, Map<String, String> variables, List<String> words) {
    try {
      Path output = Files.createTempFile("output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile());
      builder.environment().putAll(variables);
      long start = System.nanoTime();
      Process process = builder.start();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(words + " did not end within " + LONGEST);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Ended(process.exitValue(), said, took);
    } catch (IOException e) {
      throw new AssertionError("running " + words + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + words, e);
    }
  }
}
