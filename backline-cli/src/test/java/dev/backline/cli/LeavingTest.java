package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.cli.run.Interruptions;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.Processes;
import dev.backline.host.local.LocalHost;
import dev.backline.run.RunStatus;
import dev.backline.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, left by Ctrl-C while it works on a run. */
@Timeout(120)
class LeavingTest {

  private static final String CONFIG =
      """
      app: tiny
      build: {command: sh build.sh, inputs: [build.sh]}
      artifact: {bundle: {from: .}}
      run: {command: ./tiny}
      environments:
        dev: {follows: main, listen: '127.0.0.1:0'}
      """;

  /** Takes no notice of being asked to end, and has a child that left its process tree. */
  private static final String STUBBORN =
      """
      trap '' TERM
      (setsid sh -c 'echo $$ >> PIDS; exec sleep 300' &)
      echo $$ >> PIDS
      while :; do sleep 1; done
      """;

  @TempDir Path folder;

  @Test
  void secondCtrlCLeavesTheRunAndNothingOfItGoesOn() throws Exception {
    Path pids = folder.resolve("pids");
    Path checkout = checkout(STUBBORN.replace("PIDS", pids.toString()));
    Process backline = backline(checkout, "deploy", "dev");
    try {
      List<Long> started = started(pids);

      interrupt(backline);
      interrupt(backline);

      assertThat(backline.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(backline.exitValue()).isEqualTo(Interruptions.LEFT);
      assertThat(started).allMatch(pid -> Processes.entry(pid).isEmpty());
      CommandLineFixture fixture = new CommandLineFixture(folder);
      assertThat(fixture.backline().runs().newest(1).getFirst().status())
          .as("somebody else goes on with it")
          .matches(RunStatus::underWay);
    } finally {
      backline.destroyForcibly();
      for (String pid : Files.exists(pids) ? Files.readAllLines(pids) : List.<String>of()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private Path checkout(String build) throws Exception {
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.writeString(
        checkout.resolve("backline.yml"), CONFIG.replace(":0'", ":" + FreePort.any() + "'"));
    Files.writeString(checkout.resolve("build.sh"), build);
    git(checkout, "init", "-q");
    git(checkout, "add", ".");
    git(
        checkout,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.test",
        "commit",
        "-q",
        "-m",
        "first");
    return checkout;
  }

  private Process backline(Path checkout, String... arguments) throws IOException {
    // A test that runs in the background would hand on that SIGINT is ignored.
    List<String> words =
        new java.util.ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--data",
                folder.resolve("data").toString()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words)
        .directory(checkout.toFile())
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "said"))
        .start();
  }

  /** Both processes of the build, once they run. */
  private static List<Long> started(Path pids) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(pids) && Files.readAllLines(pids).size() == 2) {
        return Files.readAllLines(pids).stream().map(Long::valueOf).toList();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the build did not start within 60 s");
  }

  private static void interrupt(Process process) throws Exception {
    assertThat(new LocalHost().run(HostCommand.of("kill", "-INT", "" + process.pid())).succeeded())
        .isTrue();
    // Two of the same signal at once would be one.
    Thread.sleep(200);
  }

  private static void git(Path directory, String... arguments) throws InterruptedException {
    List<String> argv = new java.util.ArrayList<>(List.of("git", "-C", directory.toString()));
    argv.addAll(List.of(arguments));
    assertThat(new LocalHost().run(HostCommand.of(argv)).succeeded()).isTrue();
  }
}
