package dev.backline.artifact;

import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Directories with whatever an artifact may hold. */
final class RandomFiles {

  private RandomFiles() {}

  /** Printed, and taken from the property {@code backline.seed} if that is set, for a replay. */
  static long seed() {
    long seed = Long.getLong("backline.seed", System.nanoTime());
    System.out.println("backline.seed=" + seed);
    return seed;
  }

  static void write(Path root, Random random) throws IOException {
    int files = 1 + random.nextInt(12);
    for (int i = 0; i < files; i++) {
      Path directory = root;
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        directory = directory.resolve("d " + random.nextInt(2));
      }
      Files.createDirectories(directory);
      Path file = directory.resolve("é" + i + (random.nextBoolean() ? ".jar" : " '\"$\n"));
      if (random.nextInt(5) == 0) {
        Files.createSymbolicLink(file, Path.of("nowhere/" + i));
      } else {
        // Sizes around the buffers' too.
        byte[] content = new byte[random.nextInt(3) == 0 ? random.nextInt(200_000) : i];
        random.nextBytes(content);
        Files.write(file, content);
        file.toFile().setExecutable(random.nextBoolean());
      }
    }
  }

  /** All that matters about the files below a directory. */
  static Map<String, String> describe(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Path file : FileTree.list(root)) {
      String what =
          Files.isSymbolicLink(file)
              ? "-> " + Files.readSymbolicLink(file)
              : Files.isExecutable(file) + " " + Arrays.hashCode(bytes(file));
      all.put(FileTree.relative(root, file), what);
    }
    return all;
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllBytes(file)
        : new byte[0];
  }
}
