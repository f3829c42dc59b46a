package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Podman with images and containers of a test's own. It has no daemon: nothing runs in between. */
public final class TestPodman implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path folder;

  private TestPodman(Path folder) {
    this.folder = folder;
  }

  public static TestPodman make() {
    Programs.requireRoot("an engine of a test's own");
    try {
      // Not JUnit's folder: its links are the images'.
      return new TestPodman(Files.createTempDirectory("backline-podman"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its program, and what comes before each command. */
  public List<String> argv() {
    return List.of(
        "podman",
        "--root=" + folder.resolve("root"),
        "--runroot=" + folder.resolve("run"),
        // Needs neither a kernel's file system nor one of fuse; tests' images are small.
        "--storage-driver=vfs",
        "--cgroup-manager=cgroupfs",
        "--events-backend=none");
  }

  /**
   * What {@code podman} says to these arguments.
   *
   * @throws IllegalStateException if it fails
   */
  public String podman(String... arguments) {
    List<String> argv = new ArrayList<>(argv());
    argv.addAll(List.of(arguments));
    return Programs.run(LIMIT, argv.toArray(String[]::new));
  }

  /** With all that it has stored, whomever that belongs to. */
  @Override
  public void close() {
    Programs.run(LIMIT, "rm", "-rf", folder.toString());
  }
}
