package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the midst of the demo. */
@Timeout(300)
class DemoEndTest {

  private static final int LEFT = 130;

  @TempDir Path temp;

  @Test
  void ctrlCStopsEverythingThatWasStartedWithinFiveSeconds() throws Exception {
    Path data = temp.resolve("data");
    Path said = temp.resolve("said");
    Process demo =
        new ProcessBuilder(DemoProgram.command(data))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    List<Process> stubborn = new ArrayList<>();
    try {
      // PostgreSQL runs, and the controller runs the app's checks.
      Awaiting.until(
          "the checks run",
          Duration.ofSeconds(120),
          () ->
              !Leftovers.below(data.resolve("work")).isEmpty()
                  && !Leftovers.below(data.resolve("postgres")).isEmpty());
      stubborn.add(
          new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done")
              .directory(data.toFile())
              .start());
      long start = System.nanoTime();

      Programs.run(temp, Map.of(), List.of("kill", "-INT", "" + demo.pid()));

      assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(Leftovers.below(data)).as(Files.readString(said)).isEmpty();
      assertThat(demo.exitValue()).isEqualTo(LEFT);
      assertThat(said).content().contains("left before its end");
    } finally {
      demo.destroyForcibly();
      stubborn.forEach(Process::destroyForcibly);
      Leftovers.below(data).forEach(ProcessHandle::destroyForcibly);
    }
  }
}
