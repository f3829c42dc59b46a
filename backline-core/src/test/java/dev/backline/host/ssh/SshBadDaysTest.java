package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import dev.backline.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between two machines. */
@Timeout(90)
class SshBadDaysTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private SshServer server;
  private SshHost host;

  @BeforeEach
  void start() throws Exception {
    server = SshServer.start(folder);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, folder));
  }

  @AfterEach
  void stop() {
    host.close();
    server.close();
  }

  @Test
  void aLostConnectionEndsTheCommandAndAllThatItStartedAndNeverRunsItAgain() throws Exception {
    Path runs = folder.resolve("runs");
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FutureTask<CommandResult> run =
        inBackground(
            "echo run >> "
                + runs
                + "; trap '' TERM; setsid sleep 300 & echo $!; echo $$; echo up; while :; do sleep"
                + " 0.1; done",
            seen);
    long child = Long.parseLong(next(seen));
    long shell = Long.parseLong(next(seen));
    assertThat(next(seen)).isEqualTo("up");

    server.killSessions();

    assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("the connection was lost after")
        .hasMessageContaining("it does not run any more");
    assertThat(Stream.of(child, shell)).allMatch(SshBadDaysTest::gone);
    assertThat(Files.readAllLines(runs)).containsExactly("run");
    assertThat(host.run(HostCommand.of("true")).succeeded()).isTrue();
  }

  @Test
  void aHostThatIsGoneEndsTheCommandByItselfAndThatIsSaid() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FutureTask<CommandResult> run = inBackground("echo $$; sleep 300", seen);
    long shell = Long.parseLong(next(seen));

    server.stop();

    assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("and the host can't be asked");
    assertThat(gone(shell)).isTrue();
  }

  /** As when a cable is pulled: nobody closes the connection. */
  @Test
  void aHostThatAnswersNoMoreIsNoticedLongBeforeTheCommandsDeadline() throws Exception {
    everySecond();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FutureTask<CommandResult> run = inBackground("echo up; sleep 300", seen);
    assertThat(next(seen)).isEqualTo("up");

    List<ProcessHandle> silenced = server.sessions();
    signal("STOP", silenced);
    try {
      assertThatThrownBy(() -> run.get(LONG.toSeconds() / 2, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("the connection was lost after");
    } finally {
      signal("CONT", silenced);
      server.killSessions();
    }
  }

  @Test
  void aCommandThatSaysNothingForLongKeepsItsConnection() throws Exception {
    everySecond();

    assertThat(host.run(shell("sleep 5; echo done").within(LONG)).stdout()).containsExactly("done");
  }

  @Test
  void aControllerThatGoesAwayTakesItsCommandsWithIt() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    inBackground("echo $$; sleep 300", seen);
    long shell = Long.parseLong(next(seen));

    host.close();

    assertThat(gone(shell)).isTrue();
  }

  @Test
  void connectsAgainAfterTheServerWasRestarted() throws Exception {
    assertThat(host.run(HostCommand.of("echo", "1")).stdout()).containsExactly("1");
    server.stop();
    assertThatThrownBy(() -> host.run(HostCommand.of("true")))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("connecting to web-1");
    server.start();

    assertThat(host.run(HostCommand.of("echo", "2")).stdout()).containsExactly("2");
  }

  /** Time and again: the library may notice before a command is begun, while it is, or after. */
  @Test
  void aConnectionThatWasJustLostIsMadeAnew() throws Exception {
    for (int i = 0; i < 25; i++) {
      host.run(HostCommand.of("true"));
      server.killSessions();

      assertThat(host.run(HostCommand.of("echo", "again")).stdout()).containsExactly("again");
    }
  }

  @Test
  void usesOneConnectionForAllCommands() throws Exception {
    String connection = "echo $SSH_CONNECTION";
    String first = host.run(shell(connection)).stdout().getFirst();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> same =
          Stream.generate(
                  () -> (Callable<String>) () -> host.run(shell(connection)).stdout().getFirst())
              .limit(25)
              .toList();
      for (var each : threads.invokeAll(same)) {
        assertThat(each.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void aFloodOfOutputFillsNoMemory() throws Exception {
    AtomicLong bytes = new AtomicLong();
    long before = used();
    CommandResult result =
        host.run(
            shell("yes 0123456789012345678901234567890123456789012345678 | head -c 100000000")
                .within(LONG),
            line -> bytes.addAndGet(line.length() + 1L));

    assertThat(result.succeeded()).isTrue();
    assertThat(bytes.get()).isEqualTo(100_000_000);
    assertThat(result.stdout()).hasSize(10_000);
    assertThat(used() - before).isLessThan(100_000_000);
  }

  @Test
  void nothingOfACommandIsInAnyArgumentListButItsArguments() throws Exception {
    Secret secret = Secret.of("s3cret-that-nobody-sees");
    CommandResult result =
        host.run(
            shell("cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'; echo $TOKEN | wc -c")
                .with("TOKEN", secret)
                .reading(secret));

    assertThat(result.stdout())
        .noneMatch(line -> line.contains(secret.reveal()))
        .anyMatch(line -> line.contains("/proc/[0-9]*/cmdline"))
        .last()
        .isEqualTo("" + (secret.reveal().length() + 1));
  }

  @Test
  void runsAsRootOrSaysWhatIsMissingForThat() throws Exception {
    HostCommand command = HostCommand.of("id", "-u").asRoot();
    if (server.user().equals("root")) {
      assertThat(host.run(command).stdout()).containsExactly("0");
    } else {
      try {
        assertThat(host.run(command).stdout()).containsExactly("0");
      } catch (BacklineException noSudo) {
        assertThat(noSudo.failure().remedy()).contains("sudo there without a password");
      }
    }
  }

  @Test
  void aHostThatTakesACommandAndFallsSilentIsTold() throws Exception {
    forced("sleep 5");

    assertThatThrownBy(() -> host.run(HostCommand.of("true").within(Duration.ofSeconds(1))))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("the host has been silent for");
  }

  @Test
  void aServerThatAllowsNoCommandsIsTold() throws Exception {
    forced("false");

    assertThatThrownBy(() -> host.run(HostCommand.of("true")))
        .hasMessageContaining("it was not begun (status 1)");
  }

  /** The server is asked whether it is there, and three times without an answer are too much. */
  private void everySecond() throws Exception {
    SshTarget usual = SshFixture.target(server);
    SshDeadlines deadlines =
        new SshDeadlines(
            usual.deadlines().connect(), usual.deadlines().authentication(), Duration.ofSeconds(1));
    host.close();
    host =
        new SshHost(
            new SshTarget(
                usual.name(), usual.address(), usual.user(), usual.identities(), deadlines),
            SshFixture.trusting(server, folder));
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    assertThat(processes).isNotEmpty();
    for (ProcessHandle process : processes) {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A server that runs this, whatever it is asked to run. */
  private void forced(String command) throws Exception {
    server.close();
    server =
        SshServer.start(Files.createDirectory(folder.resolve("forced")), "ForceCommand " + command);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, folder));
  }

  private FutureTask<CommandResult> inBackground(String script, BlockingQueue<String> seen) {
    FutureTask<CommandResult> run =
        new FutureTask<>(() -> host.run(shell(script).within(LONG), seen::add));
    Thread.ofVirtual().start(run);
    return run;
  }

  private static HostCommand shell(String script) {
    return HostCommand.of("sh", "-c", script);
  }

  private static String next(BlockingQueue<String> seen) throws InterruptedException {
    String line = seen.poll(10, TimeUnit.SECONDS);
    assertThat(line).isNotNull();
    return line;
  }

  /** What was killed is gone a moment later only. */
  private static boolean gone(long pid) {
    return ProcessHandle.of(pid)
        .map(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).handle((p, e) -> e == null))
        .map(done -> done.join())
        .orElse(true);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
