package dev.backline.host.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.HostCommand;
import dev.backline.host.detached.DetachedCommand;
import dev.backline.host.detached.DetachedProcess;
import dev.backline.host.detached.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunningProgramsTest {

  @TempDir Path folder;

  @Test
  void programsEndWithAProcessThatIsToldToStopAndReleasesDoNot() throws Exception {
    Process worker = start();
    long build = pid("build");
    long grandchild = pid("grandchild");
    long release = pid("release");
    try {
      worker.destroy();

      assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(runs(build)).isFalse();
      assertThat(runs(grandchild)).isFalse();
      assertThat(runs(release)).isTrue();
    } finally {
      ProcessHandle.of(release).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void programThatIsStoppedWithItsProcessIsNotToldAsFailed() throws Exception {
    Process worker = start();
    long release = pid("release");
    pid("grandchild");
    pid("begun");
    try {
      worker.destroy();

      assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("outcome")).doesNotExist();
    } finally {
      ProcessHandle.of(release).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            folder.toString())
        .inheritIO()
        .start();
  }

  /** What the worker wrote there; a pid, where it is one. */
  private long pid(String name) throws Exception {
    Path file = folder.resolve(name);
    while (!Files.exists(file) || Files.readString(file).isBlank()) {
      Thread.sleep(20);
    }
    return Long.parseLong(Files.readString(file).strip());
  }

  private static boolean runs(long pid) {
    return dev.backline.host.detached.Processes.entry(pid).isPresent();
  }

  /** Runs a build, a child of which ignores being asked to end, beside a release. */
  static final class Worker {
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      DetachedProcess release =
          DetachedProcess.start(
              new DetachedCommand(
                  List.of("sleep", "300"),
                  Map.of(),
                  folder,
                  folder.resolve("release.log"),
                  OptionalLong.empty(),
                  OptionalLong.empty(),
                  List.of(),
                  new Marker("app/test/blue", folder, "launch", Map.of())));
      Files.writeString(folder.resolve("release"), release.identity().pid() + "\n");
      Thread work =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  new LocalHost()
                      .run(
                          HostCommand.of(
                                  "sh",
                                  "-c",
                                  "sh -c 'trap \"\" TERM; echo $$ > grandchild; exec sleep 300' >"
                                      + " /dev/null 2>&1 & echo $$ > build; echo 1; while :; do"
                                      + " sleep 1; done")
                              .in(folder)
                              .within(Duration.ofMinutes(5)),
                          line -> write(folder.resolve("begun"), line));
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  write(folder.resolve("outcome"), "told");
                }
              });
      work.join();
    }

    private static void write(Path file, String text) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
