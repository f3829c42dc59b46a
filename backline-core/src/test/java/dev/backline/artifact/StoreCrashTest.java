package dev.backline.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that is storing an artifact, for real. */
class StoreCrashTest {

  private static final int FILES = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void leavesNoHalfArtifactWhenTheStoringProcessIsKilled() throws Exception {
    Path source = Files.createDirectories(temp.resolve("source"));
    Path root = temp.resolve("artifacts");
    for (int i = 0; i < FILES; i++) {
      byte[] content = new byte[20_000];
      new Random(i).nextBytes(content);
      Files.write(source.resolve("f" + i), content);
    }
    ArtifactStore store = store(root);

    for (int killedAfter : new int[] {1, 60}) {
      Process process = storingProcess(root, source);
      try {
        waitForBlobs(root, killedAfter, process);
      } finally {
        process.destroyForcibly().waitFor();
      }
      assertThat(blobs(root)).as("it was killed half-way").isBetween(killedAfter, FILES - 1);
      assertThat(store.list()).isEmpty();
    }

    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    assertThat(store.verify(digest)).isEmpty();
    assertThat(store.list()).extracting(StoredArtifact::digest).containsExactly(digest);
  }

  /** What the process does. */
  static final class Storing {

    private Storing() {}

    public static void main(String[] arguments) throws Exception {
      store(Path.of(arguments[0])).store(BundleFiles.all(Path.of(arguments[1])));
    }
  }

  private static ArtifactStore store(Path root) {
    return new ArtifactStore(root, DiskReserve.ofBytes(0), InstantSource.system());
  }

  private static Process storingProcess(Path root, Path source) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Storing.class.getName(),
            root.toString(),
            source.toString())
        .inheritIO()
        .start();
  }

  private static void waitForBlobs(Path root, int count, Process process) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (blobs(root) < count) {
      assertThat(process.isAlive()).as("storing ended before %d files", count).isTrue();
      assertThat(System.nanoTime()).as("waiting for %d files", count).isLessThan(deadline);
      Thread.sleep(1);
    }
  }

  private static int blobs(Path root) throws IOException {
    Path blobs = root.resolve("blobs");
    return Files.isDirectory(blobs) ? FileTree.list(blobs).size() : 0;
  }
}
