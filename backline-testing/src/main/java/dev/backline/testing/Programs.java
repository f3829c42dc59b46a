package dev.backline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, each with a deadline. */
final class Programs {

  static final Duration USUAL = Duration.ofSeconds(60);

  private Programs() {}

  /**
   * What it said, on both streams.
   *
   * @throws IllegalStateException if it is missing, fails or takes longer than {@link #USUAL}
   */
  static String run(String... argv) {
    return run(USUAL, argv);
  }

  static String run(Duration limit, String... argv) {
    return checked(List.of(argv), end(limit, Map.of(), List.of(argv)));
  }

  /** What it said when it was told something on its standard input. */
  static String tell(String input, String... argv) {
    return checked(List.of(argv), end(USUAL, Map.of(), input, List.of(argv)));
  }

  private static String checked(List<String> argv, Ended ended) {
    if (ended.status() != 0) {
      throw new IllegalStateException(
          String.join(" ", argv) + " failed with " + ended.status() + ": " + ended.output());
    }
    return ended.output();
  }

  static Ended end(Duration limit, Map<String, String> variables, List<String> argv) {
    return end(limit, variables, "", argv);
  }

  private static Ended end(
      Duration limit, Map<String, String> variables, String input, List<String> argv) {
    try {
      // Into a file, not a pipe: a pipe that a background child keeps open would never end.
      Path output = Files.createTempFile("backline-testing", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (OutputStream told = process.getOutputStream()) {
          told.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              String.join(" ", argv) + " took longer than " + limit.toSeconds() + " s");
        }
        return new Ended(
            process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("can't run " + argv.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + argv.getFirst(), e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a script that lies beside these classes. */
  static String script(String name) {
    try (InputStream text = Programs.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException(name + " is missing beside " + Programs.class.getName());
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if tests may not do what they need, such as making network namespaces. */
  static void requireRoot(String what) {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new IllegalStateException(
          what
              + " needs root: it makes namespaces, mounts and network links; run the tests as"
              + " root");
    }
  }
}
