package dev.backline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.check.report.Coverage;
import dev.backline.config.Argv;
import dev.backline.config.CheckName;
import dev.backline.config.CheckSpec;
import dev.backline.config.Commands;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

  private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");
  private static final String ONE_TEST = "<testsuite><testcase name=\"t\"/></testsuite>";

  @TempDir Path temp;
  private Path directory;
  private final Checks checks = new Checks(new LocalHost(), InstantSource.system());

  @BeforeEach
  void setUp() throws IOException {
    directory = Files.createDirectories(temp.resolve("checkout"));
  }

  @Test
  void passesWithCountsAndCoverage() throws Exception {
    CheckReport report =
        run(
            check(
                "unit",
                "mkdir -p out; echo '"
                    + ONE_TEST
                    + "' > out/T.xml; echo '<report><counter"
                    + " type=\"LINE\" covered=\"3\" missed=\"1\"/></report>' > out/jacoco.xml",
                reports("out/T*.xml", "out/jacoco.xml")));

    assertThat(report.passed()).isTrue();
    assertThat(report.failure()).isEmpty();
    assertThat(report.tests().tests()).isEqualTo(1);
    assertThat(report.checks().getFirst().coverage()).contains(new Coverage(3, 1, 0, 0));
    assertThat(CheckReportJson.read(CheckReportJson.write(report).toString()).checks())
        .usingRecursiveComparison()
        .ignoringFields("took")
        .isEqualTo(report.checks());
  }

  @Test
  void doesNotPassWhenTheCommandSucceedsWithoutItsReport() throws Exception {
    CheckReport report = run(check("unit", "true", reports("out/*.xml", "out/jacoco.xml")));

    assertThat(report.passed()).isFalse();
    assertThat(report.checks().getFirst().message())
        .isEqualTo(
            "its command succeeded, but wrote no test report that matches out/*.xml; its command"
                + " succeeded, but wrote no coverage report at out/jacoco.xml");
  }

  @Test
  void doesNotPassWhenNoTestRan() throws Exception {
    assertThat(messageOf("echo '<testsuite/>' > T.xml"))
        .isEqualTo("its command succeeded, but no test ran");
    assertThat(messageOf("echo '<testsuite><testcase><skipped/></testcase></testsuite>' > T.xml"))
        .isEqualTo("its command succeeded, but no test ran: all 1 were skipped");
  }

  @Test
  void doesNotPassWhenTheReportTellsOfFailuresThatTheStatusHides() throws Exception {
    assertThat(
            messageOf(
                "echo '<testsuite><testcase name=\"a\"/><testcase classname=\"C\" name=\"b\">"
                    + "<failure message=\"1 is not 2\"/></testcase></testsuite>' > T.xml"))
        .isEqualTo("1 of 2 tests failed, first C.b: 1 is not 2");
  }

  @Test
  void doesNotTakeReportsThatWereThereBefore() throws Exception {
    Files.writeString(directory.resolve("T.xml"), ONE_TEST);

    assertThat(messageOf("true")).contains("wrote no test report");
    assertThat(messageOf("echo '" + ONE_TEST + "' > new; mv new T.xml")).isEmpty();
  }

  @Test
  void tellsTheTestsAndTheStatusOfACommandThatFailed() throws Exception {
    assertThat(messageOf("echo 'cannot compile' >&2; exit 1")).isEqualTo("cannot compile");
    assertThat(
            messageOf(
                "echo '<testsuite><testcase name=\"b\"><error message=\"boom\"/></testcase>"
                    + "</testsuite>' > T.xml; echo 'tests failed'; exit 1"))
        .isEqualTo("1 of 1 tests failed, first b: boom; tests failed");
    assertThat(messageOf("echo '<testsuite' > T.xml")).contains("can't be used", "not valid XML");
  }

  @Test
  void tellsThatTheProgramIsMissing() throws Exception {
    CheckSpec missing =
        new CheckSpec(
            new CheckName("unit"),
            Commands.of(Argv.of("no-such-program")),
            Duration.ofSeconds(20),
            false,
            CheckSpec.Reports.NONE);

    CheckResult result = run(missing).checks().getFirst();

    assertThat(result.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(result.message()).contains("no-such-program");
  }

  @Test
  void aCheckOfSeveralCommandsFailsWithTheFirstThatFails() throws Exception {
    CheckSpec check =
        new CheckSpec(
            new CheckName("unit"),
            Commands.of(
                Argv.of("touch", "installed"),
                Argv.of("sh", "-c", "echo 'no network' >&2; exit 1"),
                Argv.of("touch", "tested")),
            Duration.ofSeconds(20),
            false,
            CheckSpec.Reports.NONE);

    CheckResult result = run(check).checks().getFirst();

    assertThat(result.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(result.message()).isEqualTo("no network");
    assertThat(directory.resolve("installed")).exists();
    assertThat(directory.resolve("tested")).doesNotExist();
  }

  @Test
  void runsParallelNeighboursTogetherAndTheOthersInOrder() throws Exception {
    // Each of the two waits for the other: one after the other they would time out.
    CheckSpec left = parallel("left", "touch l; while ! test -e r; do sleep 0.05; done");
    CheckSpec right = parallel("right", "touch r; while ! test -e l; do sleep 0.05; done");
    CheckSpec after = check("after", "test -e l && test -e r", CheckSpec.Reports.NONE);

    CheckReport report = run(left, right, after);

    assertThat(report.passed()).as("%s", report).isTrue();
    assertThat(report.checks())
        .extracting(result -> result.name().value())
        .containsExactly("left", "right", "after");
  }

  @Test
  void groupsOnlyNeighbours() {
    CheckSpec p = parallel("p", "true");
    CheckSpec s = check("s", "true", CheckSpec.Reports.NONE);

    assertThat(Checks.grouped(List.of(p, p, s, s, p, s, p)))
        .containsExactly(List.of(p, p), List.of(s), List.of(s), List.of(p), List.of(s), List.of(p));
    assertThat(Checks.grouped(List.of())).isEmpty();
  }

  @Test
  void doesNotRunWhatFollowsAFailure() throws Exception {
    CheckReport report =
        run(
            check("lint", "exit 3", CheckSpec.Reports.NONE),
            check("unit", "touch ran", CheckSpec.Reports.NONE));

    assertThat(report.checks().getLast().outcome()).isEqualTo(CheckOutcome.NOT_RUN);
    assertThat(report.checks().getLast().message()).isEqualTo("not run, because lint did not pass");
    assertThat(directory.resolve("ran")).doesNotExist();
    assertThat(report.failure())
        .hasValueSatisfying(failure -> assertThat(failure.why()).startsWith("lint: "));
  }

  @Test
  void killsACheckThatHangs() throws Exception {
    CheckSpec hanging =
        new CheckSpec(
            new CheckName("unit"),
            Commands.of(Argv.of("sh", "-c", "echo $$ > pid; sleep 300")),
            Duration.ofSeconds(1),
            false,
            CheckSpec.Reports.NONE);

    CheckResult result = run(hanging).checks().getFirst();

    assertThat(result.outcome()).isEqualTo(CheckOutcome.TIMED_OUT);
    assertThat(result.message()).startsWith("it did not end within 1 s");
    assertThat(isAlive(directory.resolve("pid"))).isFalse();
  }

  @Test
  void killsAllThatRunWhenItsThreadIsInterrupted() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    List<String> output = new CopyOnWriteArrayList<>();
    CommandOutput sink =
        line -> {
          output.add(line);
          running.countDown();
        };
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            checks.run(
                new Checkout(COMMIT, Instant.EPOCH, directory),
                List.of(
                    parallel("a", "echo $$ > a.pid; echo go; sleep 300"),
                    parallel("b", "echo $$ > b.pid; echo go; sleep 300")),
                sink);
          } catch (Throwable e) {
            thrown.set(e);
          }
        });
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(output).containsExactlyInAnyOrder("[a] go", "[b] go");

    thread.interrupt();

    assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(isAlive(directory.resolve("a.pid"))).isFalse();
    assertThat(isAlive(directory.resolve("b.pid"))).isFalse();
  }

  private String messageOf(String script) throws InterruptedException {
    return run(check("unit", script, reports("T.xml", ""))).checks().getFirst().message();
  }

  private CheckReport run(CheckSpec... specs) throws InterruptedException {
    return checks.run(
        new Checkout(COMMIT, Instant.EPOCH, directory),
        Arrays.asList(specs),
        CommandOutput.ignored());
  }

  private static CheckSpec check(String name, String script, CheckSpec.Reports reports) {
    return new CheckSpec(
        new CheckName(name),
        Commands.of(Argv.of("sh", "-c", script)),
        Duration.ofSeconds(20),
        false,
        reports);
  }

  private static CheckSpec parallel(String name, String script) {
    return new CheckSpec(
        new CheckName(name),
        Commands.of(Argv.of("sh", "-c", script)),
        Duration.ofSeconds(20),
        true,
        CheckSpec.Reports.NONE);
  }

  private static CheckSpec.Reports reports(String junit, String jacoco) {
    return new CheckSpec.Reports(
        Optional.of(new Glob(junit)),
        Optional.of(jacoco).filter(path -> !path.isEmpty()).map(RelativePath::new));
  }

  private static boolean isAlive(Path pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }
}
