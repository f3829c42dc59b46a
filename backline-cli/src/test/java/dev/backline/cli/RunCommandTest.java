package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.Lease;
import dev.backline.lease.Owner;
import dev.backline.run.Approval;
import dev.backline.run.RunKind;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  private static final Failure NO_DISK =
      Failure.unavailable(
          "unpacking the artifact", "the disk is \u001b[31mfull\u001b[0m", "free some");

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new CommandLineFixture(folder);
  }

  @Test
  void tellsARunStepByStepWithItsOutput() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));

    assertThat(timesLeftOut(fixture.run("run", "1").out()))
        .matches(
            """
            started by process \\d+ on \\S+: 1 steps
            build-artifact begun
            build-artifact done in \\d+ ms
            succeeded
              \\| hello
            run #1 succeeded after 0 ms
            """);
  }

  @Test
  void endsWithTheFailuresOwnExitStatusWhenTheRunWasUndone() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.failing("unpack-artifact", NO_DISK));

    var result = fixture.run("run", "1", "--follow");

    assertThat(result.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
    assertThat(result.err())
        .isEqualTo(
            """
            failed: unpacking the artifact
               why: the disk is full
              next: free some
            """);
  }

  @Test
  void endsWithThreeWhenAPersonIsNeeded() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.failingForGood("set-dns", NO_DISK));

    assertThat(fixture.run("run", "1", "--follow").status())
        .isEqualTo(ExitCode.NEEDS_PERSON.status());
  }

  @Test
  void cancelsAWaitingRunAtOnce() {
    fixture.submit(RunKind.DEPLOY, "dev", Map.of());

    var result = fixture.run("run", "1", "--cancel", "--follow");

    assertThat(result.status()).isEqualTo(ExitCode.CANCELLED.status());
    assertThat(fixture.run("run", "1", "--cancel").status()).isEqualTo(ExitCode.REFUSED.status());
  }

  @Test
  void answersWhatTheRunAsksInTheStepThatItIsIn() {
    RunId id = fixture.submit(RunKind.PROMOTE, "dev", Map.of());
    StepName watch = new StepName("watch-traffic");
    assertThat(fixture.run("run", "1", "--approve", "--because", "looked at it").status()).isZero();
    var backline = fixture.backline();
    Lease lease = leaseOfAnotherMachine();
    backline.journal().append(id, lease, new RunStarted(List.of(watch), "somebody"));
    backline.journal().append(id, lease, new StepIntended(watch));

    assertThat(fixture.run("run", "1", "--approve", "--because", "it is good").status()).isZero();

    assertThat(backline.runs().approvals(id))
        .extracting(Approval::because)
        .containsExactly("looked at it", "it is good");
    assertThat(backline.runs().approval(id, watch)).map(Approval::because).contains("it is good");
    var again = fixture.run("run", "1", "--approve");
    assertThat(again.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(again.err()).contains("was approved before");
  }

  @Test
  void callsARunCancelledThatWasInterruptedInAStep() {
    Failure wish =
        new Failure("deploying", "anna cancelled it", "nothing to do", ExitCode.CANCELLED);
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.failing("build-artifact", wish));

    assertThat(fixture.run("run", "1", "--follow").status()).isEqualTo(ExitCode.CANCELLED.status());
    assertThat(fixture.backline().runs().find(new RunId(1)).orElseThrow().status())
        .isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void adoptsARunWhoseProcessIsGoneAndWorksItOff() {
    RunId id = fixture.submit(RunKind.DEPLOY, "dev", Map.of());
    StepName first = new StepName("build-artifact");
    var backline = fixture.backline();
    Lease lost = leaseOfAnotherMachine();
    backline.journal().append(id, lost, new RunStarted(List.of(first), "somebody"));
    backline.journal().append(id, lost, new StepIntended(first));
    fixture.clock = InstantSource.fixed(CommandLineFixture.NOW.plusSeconds(30));
    fixture.pipelines = run -> List.of(FakeStep.saying("build-artifact", "again"));

    var result = fixture.run("run", id.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("adopted by", "  | again", "run #1 succeeded");
    assertThat(fixture.backline().runs().find(id).orElseThrow().status())
        .isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void refusesANumberThatNoRunHas() {
    assertThat(fixture.run("run", "7", "--json"))
        .isEqualTo(
            new CommandLineFixture.Result(
                ExitCode.USAGE.status(),
                "",
                "{\"failure\":{\"tried\":\"looking for run 7\",\"why\":\"there is no such run in"
                    + " DATA\",\"remedy\":\"see: backline runs\",\"exitCode\":2}}\n"));
  }

  @Test
  void printsALineOfJsonForEachThingThatHappened() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));

    assertThat(fixture.run("run", "1", "--json").out().lines())
        .hasSize(6)
        .allMatch(line -> line.startsWith("{\"") && line.endsWith("}"))
        .last()
        .asString()
        .startsWith("{\"run\":{\"run\":1,\"kind\":\"deploy\"");
  }

  private static String timesLeftOut(String text) {
    return text.replaceAll("(?m)^12:03:04 ", "");
  }

  private Lease leaseOfAnotherMachine() {
    return fixture
        .backline()
        .leases()
        .tryAcquire(CommandLineFixture.DEV, new Owner("elsewhere@boot", 4711, 1))
        .orElseThrow();
  }
}
