package dev.backline.host.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockFileTest {

  private static final Duration SOON = Duration.ofMillis(100);

  @TempDir Path folder;

  @Test
  void isHadByOneThreadAtATime() throws Exception {
    Path path = folder.resolve("lock");
    LockFile first = LockFile.take(path, SOON, "stopping");
    assertThatThrownBy(() -> LockFile.take(path, SOON, "starting"))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("starting: another process works on it");
    first.close();
    LockFile.take(path, SOON, "starting").close();
  }

  @Test
  void isHadByOneProcessAtATimeAndEndsWithIt() throws Exception {
    Path path = folder.resolve("lock");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                path.toString())
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("taken");
    assertThatThrownBy(() -> LockFile.take(path, SOON, "starting"))
        .isInstanceOf(BacklineException.class);
    other.destroyForcibly().waitFor();
    LockFile.take(path, SOON, "starting").close();
  }

  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (LockFile lock = LockFile.take(Path.of(arguments[0]), SOON, "holding")) {
        System.out.println("taken");
        Thread.sleep(Duration.ofDays(1));
      }
    }
  }
}
