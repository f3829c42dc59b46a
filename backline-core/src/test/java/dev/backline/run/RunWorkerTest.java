package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.Lease;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.run.jdbc.JdbcOutputLog;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.state.ChildJvm;
import dev.backline.state.DataDirectory;
import dev.backline.state.FullDisk;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunWorkerTest extends RunWorkerFixture {

  @Test
  void worksOffWhatWaitsInItsOrderAndGivesTheLeaseBack() {
    RunId first = submit();
    RunId second = submit();
    List<String> done = new ArrayList<>();

    assertThat(worker(run -> List.of(new TestStep("of-run-" + run.id(), done))).workOff(PROD))
        .containsExactly(first, second);

    assertThat(done).containsExactly("run of-run-" + first, "run of-run-" + second);
    assertThat(status(first)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(status(second)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(leases.holder(PROD)).isEmpty();
  }

  @Test
  void beginsNoFurtherRunOnceItIsEnough() {
    RunId first = submit();
    RunId second = submit();

    worker(run -> List.of(new TestStep("work"))).workOff(PROD, () -> status(first).ended());

    assertThat(status(first)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(status(second)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void leavesARunAloneThatAnotherProcessHoldsTheLeaseFor() {
    RunId run = submit();
    assertThat(leases.tryAcquire(PROD, ELSEWHERE)).isPresent();

    assertThat(worker(record -> List.of(new TestStep("work"))).workOff(PROD)).isEmpty();
    assertThat(status(run)).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void goesOnWhereAKilledProcessStopped() throws Exception {
    RunId run = submit();
    try (ChildJvm dying = ChildJvm.start(Dying.class, data.toString())) {
      dying.await("two is done, its outcome is not written");
      assertThat(worker(record -> List.of()).workOff(PROD)).as("it lives").isEmpty();
      dying.kill();
    }

    assertThat(worker(record -> fileSteps(data, () -> {})).workOff(PROD)).containsExactly(run);

    List<JournalEntry> entries = entries(run);
    assertThat(entries)
        .extracting(entry -> entry.getClass().getSimpleName())
        .containsExactly(
            "RunStarted",
            "StepIntended",
            "StepDone",
            "StepIntended",
            "RunAdopted",
            "StepDone",
            "StepIntended",
            "StepDone",
            "RunSucceeded");
    assertThat(((StepDone) entries.get(2)).found()).isFalse();
    assertThat(((StepDone) entries.get(5)).found()).isTrue();
    for (String step : List.of("one", "two", "three")) {
      assertThat(Files.readString(data.resolve(step))).as("how often it was done").isEqualTo("x");
    }
  }

  /** Works on the run until it is killed inside its second step. */
  static final class Dying {

    private Dying() {}

    public static void main(String[] arguments) {
      Path data = Path.of(arguments[0]);
      Sql sql = StateFile.open(new DataDirectory(data));
      TestClock clock = new TestClock();
      new RunWorker(
              new JdbcRuns(sql, clock),
              new JdbcJournal(sql, clock),
              new JdbcOutputLog(sql, clock),
              new JdbcLeases(sql, clock),
              run ->
                  fileSteps(
                      data,
                      () -> {
                        System.out.println("two is done, its outcome is not written");
                        System.in.read();
                      }),
              Owner.thisProcess())
          .workOff(PROD);
    }
  }

  private interface Hook {
    void reached() throws IOException;
  }

  /** Each adds an x to a file of its own; the hook is reached between effect and outcome of two. */
  private static List<Step> fileSteps(Path data, Hook afterTwo) {
    List<Step> steps = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      Path file = data.resolve(name);
      steps.add(
          new TestStep(name)
              .running(() -> {
                Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + "x");
                if (name.equals("two")) {
                  afterTwo.reached();
                }
                return StepResult.done();
              })
              .probed(() -> Files.exists(file) ? Probe.done() : Probe.notDone()));
    }
    return steps;
  }

  @Test
  void twoWorkersNeverWorkOnOneEnvironmentTogetherNorOnARunTwice() throws Exception {
    List<RunId> submitted = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      submitted.add(submit());
    }
    List<RunId> executed = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger atWork = new AtomicInteger();
    AtomicBoolean together = new AtomicBoolean();
    Pipelines pipelines =
        run ->
            List.of(
                new TestStep("work")
                    .running(() -> {
                      if (atWork.incrementAndGet() > 1) {
                        together.set(true);
                      }
                      executed.add(run.id());
                      atWork.decrementAndGet();
                      return StepResult.done();
                    }));

    Callable<Void> working =
        () -> {
          RunWorker worker = worker(pipelines);
          while (runs.next(PROD).isPresent()) {
            worker.workOff(PROD);
          }
          return null;
        };
    Future<Void> one = threads.submit(working);
    Future<Void> two = threads.submit(working);
    one.get(LIMIT, TimeUnit.SECONDS);
    two.get(LIMIT, TimeUnit.SECONDS);

    assertThat(together).isFalse();
    assertThat(executed).containsExactlyElementsOf(submitted);
    assertThat(submitted).allSatisfy(run -> assertThat(status(run)).isEqualTo(RunStatus.SUCCEEDED));
  }

  @Test
  void aRunWhoseStepsCanNotBeBuiltFailsWithTheReasonAndTheNextOneIsDone() {
    RunId refused = submit();
    RunId broken = submit();
    RunId twice = submit();
    RunId next = submit();
    Failure why = Failure.usage("reading backline.yml", "it is not there", "add one");
    Pipelines pipelines =
        run -> {
          if (run.id().equals(refused)) {
            throw why.toException();
          }
          if (run.id().equals(broken)) {
            throw new IllegalStateException("");
          }
          return run.id().equals(twice)
              ? List.of(new TestStep("work"), new TestStep("work"))
              : List.of(new TestStep("work"));
        };

    assertThat(worker(pipelines).workOff(PROD)).containsExactly(refused, broken, twice, next);

    assertThat(runs.find(refused).orElseThrow().failure()).contains(why);
    assertThat(status(refused)).isEqualTo(RunStatus.UNDONE);
    assertThat(status(broken)).isEqualTo(RunStatus.UNDONE);
    assertThat(runs.find(twice).orElseThrow().failure().orElseThrow().why())
        .contains("two steps have the same name");
    assertThat(status(next)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aStepThatThrowsAnErrorEndsItsRunAndNotTheWorker() {
    RunId bad = submit();
    RunId next = submit();
    Pipelines pipelines =
        run ->
            List.of(
                new TestStep("work")
                    .running(() -> {
                      if (run.id().equals(bad)) {
                        throw new ExceptionInInitializerError("a class that can't be loaded");
                      }
                      return StepResult.done();
                    }));

    assertThat(worker(pipelines).workOff(PROD)).containsExactly(bad, next);

    assertThat(status(bad)).isEqualTo(RunStatus.UNDONE);
    assertThat(status(next)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void waitsInsteadOfSpinningWhileTheDiskIsFullAndGoesOnAfterwards() {
    RunId run = submit();
    FullDisk disk = new FullDisk(StateFile.openDataSource(new DataDirectory(data)));
    JdbcJournal onFullDisk = new JdbcJournal(new Sql(disk), clock);
    String much = "m".repeat(200_000);
    Pipelines pipelines =
        record ->
            List.of(
                new TestStep("work")
                    .running(() -> {
                      throw new IllegalStateException(much);
                    }));
    RunWorker worker = worker(pipelines, leases, onFullDisk);

    assertThat(worker.workOff(PROD)).isEmpty();
    assertThat(pauses).hasValue(1);
    assertThat(worker.workOff(PROD)).isEmpty();
    assertThat(pauses).hasValue(2);
    assertThat(leases.holder(PROD)).as("the lease was given back").isEmpty();
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);

    disk.full = false;
    assertThat(worker.workOff(PROD)).containsExactly(run);
    assertThat(status(run)).isEqualTo(RunStatus.UNDONE);
    assertThat(pauses).hasValue(2);
  }

  @Test
  void aRunOfAnotherVersionsStepsEndsAndTheNextOneIsDone() {
    RunId old = submit();
    Lease lease = leases.tryAcquire(PROD, Owner.thisProcess()).orElseThrow();
    JdbcJournal journal = new JdbcJournal(sql, clock);
    StepName gone = new StepName("gone");
    journal.append(old, lease, new RunStarted(List.of(gone), "an earlier version"));
    journal.append(old, lease, new StepIntended(gone));
    leases.release(lease);
    RunId next = submit();

    assertThat(worker(run -> List.of(new TestStep("work"))).workOff(PROD))
        .containsExactly(old, next);

    assertThat(status(old)).isEqualTo(RunStatus.NEEDS_PERSON);
    assertThat(status(next)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(entries(old).get(2)).isInstanceOf(RunAdopted.class);
    assertThat(entries(next).getLast()).isEqualTo(new RunSucceeded());
  }
}
