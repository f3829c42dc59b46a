package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.detached.Processes;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a build or check left running when the controller was killed. */
@Timeout(120)
class OrphanedBuildTest {

  /** The first time it hangs, with a child, one in a session of its own; then it is quick. */
  private static final String HANG_ONCE =
      """
      if [ ! -e PIDS ]; then
        sleep 300 &
        echo $! >> PIDS
        setsid sh -c 'echo $$ >> PIDS; exec sleep 300' &
        echo $$ >> PIDS
        sleep 300
      fi
      mkdir -p out && cp page.html out/
      """;

  @TempDir Path folder;
  private Installed installed;
  private ControllerProcess controller;
  private Git app;

  @BeforeEach
  void start() throws Exception {
    installed = new Installed(folder.resolve("data"));
    controller = ControllerProcess.start(installed.data);
    app = installed.app(folder.resolve("app"), hanging("build.pids"));
  }

  @AfterEach
  void stop() throws Exception {
    for (String file : List.of("build.pids", "check.pids")) {
      for (long pid : pids(file)) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    installed.close();
    controller.stop();
  }

  @Test
  void buildOfAKilledControllerIsEndedBeforeTheNextOneBuildsAgain() throws Exception {
    List<Long> orphans = killedDuring("build.pids");

    controller = ControllerProcess.start(installed.data);

    assertThat(installed.newest(run -> run.status().ended()).status())
        .isEqualTo(RunStatus.SUCCEEDED);
    assertThat(running(orphans)).isEmpty();
  }

  @Test
  void checkOfAKilledControllerIsEndedToo() throws Exception {
    app.write("check.sh", hanging("check.pids"))
        .write("build.sh", "mkdir -p out && cp page.html out/\n")
        .write(
            "backline.yml",
            installed.config() + "checks:\n  - {name: tests, command: sh check.sh}\n");
    List<Long> orphans = killedDuring("check.pids");

    controller = ControllerProcess.start(installed.data);

    assertThat(installed.newest(run -> run.status().ended()).status())
        .isEqualTo(RunStatus.SUCCEEDED);
    assertThat(running(orphans)).isEmpty();
  }

  @Test
  void buildIsEndedAlsoWhenItsRunWasCancelledMeanwhile() throws Exception {
    List<Long> orphans = killedDuring("build.pids");
    RunRecord run = installed.runs().getFirst();
    assertThat(installed.backline.runs().requestCancel(run.id(), "a test")).isTrue();

    controller = ControllerProcess.start(installed.data);

    assertThat(installed.newest(newest -> newest.status().ended()).status())
        .isEqualTo(RunStatus.CANCELLED);
    assertThat(running(orphans)).isEmpty();
  }

  /** Pushes, kills the controller once all three processes run, and gives them. */
  private List<Long> killedDuring(String file) throws Exception {
    app.commit("hang");
    app.must("push", "-q", installed.remote(controller.url()), "HEAD:main");
    List<Long> all =
        installed.await(
            "the processes", () -> Optional.of(pids(file)).filter(pids -> pids.size() == 3));
    controller.kill();
    assertThat(running(all)).as("they outlive a controller that is killed").hasSize(3);
    return all;
  }

  private String hanging(String file) {
    return HANG_ONCE.replace("PIDS", folder.resolve(file).toString());
  }

  private List<Long> pids(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path)
          ? Files.readAllLines(path).stream()
              .filter(line -> !line.isBlank())
              .map(Long::valueOf)
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Long> running(List<Long> pids) {
    return pids.stream().filter(pid -> Processes.entry(pid).isPresent()).toList();
  }
}
