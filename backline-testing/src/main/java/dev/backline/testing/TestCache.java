package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * What takes long to make and never changes, such as a root file system: made once for each user,
 * in {@code $XDG_CACHE_HOME/backline-testing}, else {@code ~/.cache/backline-testing}. It may be
 * deleted at any time between test runs.
 */
public final class TestCache {

  /** Longer than the slowest maker takes on a slow machine: another run may be at it. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final int DIGITS = 12;

  private TestCache() {}

  /** Fills a new, empty folder. */
  @FunctionalInterface
  public interface Maker {
    void make(Path folder) throws IOException;
  }

  /**
   * The folder of what is made by this recipe. If there is none yet it is made, by one process at a
   * time, and appears only when it is complete.
   *
   * @param name what it is, for people: lower-case letters and hyphens
   * @param recipe everything that the content depends on; another recipe, another folder
   * @return to be read, never to be written to
   */
  public static Path folder(String name, String recipe, Maker maker) {
    Path cache = cache();
    Path folder = cache.resolve(name + "-" + digest(recipe));
    try {
      Files.createDirectories(cache);
      try (LockFile lock = LockFile.take(cache.resolve(name + ".lock"), LIMIT)) {
        if (!Files.isDirectory(folder)) {
          make(name, folder, maker);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(String name, Path folder, Maker maker) throws IOException {
    long start = System.nanoTime();
    Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    // Of a run that was killed. By a program: it may hold what Java doesn't delete, such as
    // devices.
    Programs.run("rm", "-rf", "--one-file-system", unfinished.toString());
    Files.createDirectory(unfinished);
    maker.make(unfinished);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("made %s in %.1f s: %s%n", name, took.toMillis() / 1000.0, folder);
  }

  private static Path cache() {
    String home = System.getenv("XDG_CACHE_HOME");
    Path base =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return base.resolve("backline-testing");
  }

  private static String digest(String recipe) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(recipe.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
