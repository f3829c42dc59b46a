package dev.backline.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.output.LineCutter;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every host keeps to. */
@Timeout(60)
public abstract class HostContract {

  private static final Set<String> USUAL =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "JAVA_HOME",
          "SHELL",
          "MAVEN_OPTS",
          "PWD",
          "OLDPWD",
          "SHLVL",
          "_",
          "MAIL",
          "TERM",
          "LANGUAGE");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Secret SECRET = Secret.of("s3cret-value");

  /** A variable of this process that no command is to see. */
  private static final String OURS =
      System.getenv().keySet().stream()
          .filter(name -> !USUAL.contains(name))
          .findFirst()
          .orElse("NONE_HERE");

  /** The host to look at; it can see this machine's files. */
  protected abstract Host host() throws InterruptedException;

  @TempDir Path directory;

  @Test
  void tellsStatusAndBothOutputs() throws InterruptedException {
    CommandResult result = host().run(shell("echo one; echo two >&2; exit 3"));

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.succeeded()).isFalse();
    assertThat(result.timedOut()).isFalse();
    assertThat(result.stdout()).containsExactly("one");
    assertThat(result.stderr()).containsExactly("two");
    assertThat(result.lastWords()).isEqualTo("two");
  }

  @Test
  void streamsEachLineWhileTheProgramStillRuns() throws Exception {
    Path go = directory.resolve("go");
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FutureTask<CommandResult> run =
        inBackground(
            shell("echo first; while [ ! -e " + go + " ]; do sleep 0.05; done; echo second"), seen);

    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
    assertThat(run.isDone()).isFalse();
    Files.createFile(go);
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
    assertThat(run.get().succeeded()).isTrue();
  }

  @Test
  void passesOneLineAtATimeFromBothStreams() throws InterruptedException {
    List<String> unguarded = new ArrayList<>();
    host()
        .run(
            shell(
                    "for i in $(seq 2000); do echo $i; done & for i in $(seq 2000); do echo $i >&2;"
                        + " done; wait")
                .within(LONG),
            unguarded::add);

    assertThat(unguarded).hasSize(4000).doesNotContainNull();
  }

  @Test
  void aTimeoutKillsGrandchildrenToo() throws Exception {
    Path pids = directory.resolve("pids");
    CommandResult result =
        host()
            .run(
                shell(
                        "sh -c 'sleep 300 & echo $! >> "
                            + pids
                            + "; echo $$ >> "
                            + pids
                            + "; wait'; true")
                    .within(Duration.ofMillis(700)));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.succeeded()).isFalse();
    assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
    assertThat(pidsIn(pids)).hasSize(2).noneMatch(HostContract::isAliveForLong);
  }

  @Test
  void aTimeoutKillsWhatIgnoresBeingAsked() throws Exception {
    Path pids = directory.resolve("pids");
    CommandResult result =
        host()
            .run(
                shell(
                        "trap '' TERM; echo $$ >> "
                            + pids
                            + "; while true; do sleep 0.1 & echo $! >> "
                            + pids
                            + "; wait; done")
                    .within(Duration.ofMillis(500)));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.status()).isEqualTo(128 + 9);
    assertThat(pidsIn(pids)).isNotEmpty().noneMatch(HostContract::isAliveForLong);
  }

  @Test
  void anInterruptKillsTheProgramAndItsChildren() throws Exception {
    Path pids = directory.resolve("pids");
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                host()
                    .run(
                        shell(
                                "sleep 300 & echo $! >> "
                                    + pids
                                    + "; echo $$ >> "
                                    + pids
                                    + "; echo up; wait")
                            .within(LONG),
                        seen::add);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("up");

    caller.interrupt();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(pidsIn(pids)).hasSize(2).noneMatch(HostContract::isAliveForLong);
  }

  @Test
  void aSecondInterruptLeavesNothingBehind() throws Exception {
    Path pids = directory.resolve("pids");
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FutureTask<CommandResult> run =
        new FutureTask<>(() ->
            host()
                .run(
                    shell(
                            "trap 'echo asked' TERM; echo $$ > "
                                + pids
                                + "; echo up; while true; do sleep 0.05; done")
                        .within(LONG),
                    seen::add));
    Thread caller = Thread.ofVirtual().start(run);
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("up");
    caller.interrupt();
    // A shell may first say that what it was waiting for was terminated too.
    while (!"asked".equals(seen.poll(10, TimeUnit.SECONDS))) {
      assertThat(caller.isAlive()).isTrue();
    }
    caller.interrupt();
    caller.join(Duration.ofSeconds(10));

    assertThat(pidsIn(pids)).hasSize(1).noneMatch(HostContract::isAliveForLong);
  }

  @Test
  void aProgramInTheBackgroundThatKeepsTheOutputOpenDoesNotKeepUs() throws Exception {
    Path pids = directory.resolve("pids");
    CommandResult result =
        host().run(shell("sleep 300 & echo $! > " + pids + "; echo done").within(LONG));

    assertThat(result.succeeded()).isTrue();
    assertThat(result.stdout()).containsExactly("done");
    assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
    pidsIn(pids).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void feedsStandardInput() throws InterruptedException {
    String input = "line\n".repeat(100_000);
    CommandResult result = host().run(HostCommand.of("wc", "-c").reading(Secret.of(input)));

    assertThat(result.stdout()).containsExactly("500000");
    assertThat(host().run(HostCommand.of("cat")).stdout()).isEmpty();
  }

  @Test
  void aProgramThatDoesNotReadItsInputStillTimesOut() throws InterruptedException {
    Secret input = Secret.of("x".repeat(1_000_000));
    CommandResult result =
        host().run(shell("sleep 300").reading(input).within(Duration.ofMillis(500)));

    assertThat(result.timedOut()).isTrue();
    assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void givesTheCommandsOwnVariablesAndNoneOfOurs() throws InterruptedException {
    List<String> names =
        host().run(HostCommand.of("env").with("TOKEN", SECRET)).stdout().stream()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();

    assertThat(names).contains("PATH", "TOKEN").doesNotContain(OURS);
  }

  @Test
  void variablesArriveAsTheyAre() throws InterruptedException {
    String value = "two words, a 'quote', $HOME, `id`, \\, \"\nand a second line: ü 🎸\n";
    CommandResult result =
        host().run(HostCommand.of("sh", "-c", "printf '[%s]' \"$V\"").with("V", Secret.of(value)));

    assertThat(String.join("\n", result.stdout())).isEqualTo("[" + value + "]");
  }

  @Test
  void argumentsArriveAsTheyAre() throws InterruptedException {
    List<String> arguments =
        List.of("", " ", "a b", "'", "\"", "$HOME", "`id`", "*", "\\", "-n", "ü 🎸", "#", "!", "~");
    List<String> argv = new ArrayList<>(List.of("printf", "[%s]\\n"));
    argv.addAll(arguments);

    assertThat(host().run(HostCommand.of(argv)).stdout())
        .isEqualTo(arguments.stream().map(argument -> "[" + argument + "]").toList());
  }

  @Test
  void bytesThatAreNoTextComeAsReplacements() throws InterruptedException {
    CommandResult result = host().run(HostCommand.of("printf", "a\\377\\000b\\n"));

    assertThat(result.stdout()).containsExactly("a\ufffd\0b");
  }

  @Test
  void runsInTheDirectory() throws InterruptedException {
    assertThat(host().run(HostCommand.of("pwd", "-P").in(directory)).stdout())
        .containsExactly(directory.toString());
  }

  @Test
  void secretsAreInNoArgumentAndNoText() throws InterruptedException {
    HostCommand command =
        shell("tr '\\0' ' ' < /proc/$$/cmdline").with("TOKEN", SECRET).reading(SECRET);

    assertThat(host().run(command).stdout()).noneMatch(line -> line.contains(SECRET.reveal()));
    assertThat(command.toString()).contains("TOKEN").doesNotContain(SECRET.reveal());
    assertThatThrownBy(() ->
            host().run(HostCommand.of("/no/such/program").with("TOKEN", SECRET).reading(SECRET)))
        .hasMessageNotContaining(SECRET.reveal());
  }

  @Test
  void saysWhichProgramIsMissing() {
    assertThatThrownBy(() -> host().run(HostCommand.of("no-such-program")))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
        .satisfies(e -> assertThat(e.failure().tried()).contains("no-such-program"));
  }

  @Test
  void saysWhenTheDirectoryIsMissingAndNotTheProgram() {
    assertThatThrownBy(() -> host().run(HostCommand.of("true").in(directory.resolve("missing"))))
        .hasMessageContaining("directory to run it in does not exist");
  }

  @Test
  void aReceiverThatThrowsDoesNotHangTheProgramAndIsHeard() {
    assertThatThrownBy(() ->
            host()
                .run(
                    shell("seq 200000").within(LONG),
                    line -> {
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");
  }

  @Test
  void anOutputWithoutEndFillsNoMemory() throws InterruptedException {
    CommandResult result =
        host().run(shell("head -c 50000000 /dev/zero | tr '\\0' x; echo; echo end").within(LONG));

    assertThat(result.stdout()).hasSize(2).last().isEqualTo("end");
    assertThat(result.stdout().getFirst())
        .hasSizeLessThan(LineCutter.LONGEST + 20)
        .endsWith("(cut)");
  }

  @Test
  void keepsTheLastLinesOfALongOutput() throws InterruptedException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    CommandResult result = host().run(shell("seq 30000").within(LONG), seen::add);

    assertThat(seen).hasSize(30_000);
    assertThat(result.stdout()).hasSize(10_000).last().isEqualTo("30000");
  }

  @Test
  void cutsLinesAtEveryKindOfEnd() throws InterruptedException {
    assertThat(host().run(HostCommand.of("printf", "a\\r\\nb\\rc\\n\\nd")).stdout())
        .containsExactly("a", "b", "c", "", "d");
  }

  private FutureTask<CommandResult> inBackground(HostCommand command, BlockingQueue<String> seen) {
    FutureTask<CommandResult> run = new FutureTask<>(() -> host().run(command, seen::add));
    Thread.ofVirtual().start(run);
    return run;
  }

  private static HostCommand shell(String script) {
    return HostCommand.of("sh", "-c", script);
  }

  private static List<Long> pidsIn(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
        .map(Long::valueOf)
        .collect(Collectors.toList());
  }

  /** A killed process is gone a moment after the signal. */
  private static boolean isAliveForLong(long pid) {
    try {
      ProcessHandle.of(pid)
          .ifPresent(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
      return false;
    } catch (RuntimeException stillThere) {
      return true;
    }
  }
}
