package dev.backline.run.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.run.Approval;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.run.Runs;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcRunsTest {

  private static final LeaseScope PROD = new LeaseScope("app", "prod");
  private static final LeaseScope DEV = new LeaseScope("app", "dev");
  private static final RunStarted STARTED =
      new RunStarted(List.of(new StepName("build")), "a test");
  private static final Failure CAUSE = Failure.undone("building", "it does not", "mend it");

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private Sql sql;
  private Runs runs;
  private Leases leases;

  @BeforeEach
  void setUp() {
    sql = StateFile.open(new DataDirectory(data));
    runs = new JdbcRuns(sql, clock);
    leases = new JdbcLeases(sql, clock);
  }

  @Test
  void keepsWhatWasAskedFor() {
    RunRequest request =
        new RunRequest(
            RunKind.PROMOTE,
            PROD,
            Map.of("version", "v1.2.0", "note", "\"quoted\"\nÄ"),
            "anna on the command line",
            Optional.of("key"));

    RunRecord submitted = runs.submit(request);

    assertThat(submitted.request()).isEqualTo(request);
    assertThat(submitted.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(submitted.requestedAt()).isEqualTo(clock.instant());
    assertThat(runs.find(submitted.id())).contains(submitted);
    assertThat(runs.find(new RunId(99))).isEmpty();
  }

  @Test
  void theOldestWaitingRunIsNextInItsEnvironment() {
    RunId first = submit(PROD);
    RunId second = submit(PROD);
    RunId other = submit(DEV);

    assertThat(next(PROD)).contains(first);
    assertThat(next(DEV)).contains(other);
    append(first, STARTED);
    append(first, new UnwindStarted(CAUSE, false));
    append(first, new RunUndone(CAUSE));
    assertThat(next(PROD)).contains(second);
    assertThat(runs.find(first).orElseThrow().failure()).contains(CAUSE);
    assertThat(runs.newest(2)).extracting(RunRecord::id).containsExactly(other, second);
  }

  @Test
  void whatIsUnderWayIsNextBeforeWhatWaitsLonger() {
    RunId waiting = submit(PROD);
    RunId underWay = submit(PROD);

    append(underWay, STARTED);
    assertThat(next(PROD)).contains(underWay);
    append(underWay, new UnwindStarted(CAUSE, false));
    assertThat(next(PROD)).contains(underWay);
    append(underWay, new RunUndone(CAUSE));
    assertThat(next(PROD)).contains(waiting);
  }

  @Test
  void namesEachEnvironmentWithWorkOnce() {
    assertThat(runs.scopesWithWork()).isEmpty();
    submit(PROD);
    submit(PROD);
    RunId dev = submit(DEV);
    assertThat(runs.scopesWithWork()).containsExactlyInAnyOrder(PROD, DEV);
    runs.requestCancel(dev, "anna");
    assertThat(runs.scopesWithWork()).containsExactly(PROD);
  }

  @Test
  void aNewerRunTakesThePlaceOfAWaitingOneOfTheSameKeyAndEnvironmentOnly() {
    RunId old = submit(PROD, "main");
    RunId otherKey = submit(PROD, "release");
    RunId otherEnvironment = submit(DEV, "main");
    RunId withoutKey = submit(PROD);

    RunId newer = submit(PROD, "main");

    RunRecord superseded = runs.find(old).orElseThrow();
    assertThat(superseded.status()).isEqualTo(RunStatus.SUPERSEDED);
    assertThat(superseded.supersededBy()).contains(newer);
    assertThat(superseded.endedAt()).contains(clock.instant());
    for (RunId untouched : List.of(otherKey, otherEnvironment, withoutKey, newer)) {
      assertThat(status(untouched)).as("run " + untouched).isEqualTo(RunStatus.QUEUED);
    }
    assertThat(next(PROD)).contains(otherKey);
  }

  @Test
  void aRunUnderWayIsNotSuperseded() {
    RunId running = submit(PROD, "main");
    append(running, STARTED);
    RunId unwinding = submit(DEV, "main");
    append(unwinding, STARTED);
    append(unwinding, new UnwindStarted(CAUSE, false));

    submit(PROD, "main");
    submit(DEV, "main");

    assertThat(status(running)).isEqualTo(RunStatus.RUNNING);
    assertThat(status(unwinding)).isEqualTo(RunStatus.UNWINDING);
  }

  @Test
  void aWaitingRunIsCancelledAtOnce() {
    RunId waiting = submit(PROD);

    assertThat(runs.requestCancel(waiting, "anna")).isTrue();

    RunRecord cancelled = runs.find(waiting).orElseThrow();
    assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(cancelled.cancelRequestedBy()).contains("anna");
    assertThat(cancelled.endedAt()).isPresent();
    assertThat(next(PROD)).isEmpty();
  }

  @Test
  void aRunUnderWayIsMarkedForWhoeverWorksOnItByWhoAskedFirst() {
    RunId running = submit(PROD);
    append(running, STARTED);

    assertThat(runs.requestCancel(running, "anna")).isTrue();
    assertThat(runs.requestCancel(running, "bob")).isTrue();

    RunRecord record = runs.find(running).orElseThrow();
    assertThat(record.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(record.cancelRequestedBy()).contains("anna");
  }

  @Test
  void aRunThatHasEndedOrNeverWasCanNotBeCancelled() {
    RunId ended = submit(PROD);
    append(ended, STARTED);
    append(ended, new JournalEntry.RunSucceeded());

    assertThat(runs.requestCancel(ended, "anna")).isFalse();
    assertThat(runs.requestCancel(new RunId(99), "anna")).isFalse();
    assertThat(runs.find(ended).orElseThrow().cancelRequestedBy()).isEmpty();
  }

  @Test
  void eachQuestionOfARunIsAnsweredOnceAndByItself() {
    RunId run = submit(PROD);
    StepName first = new StepName("await-approval");
    StepName second = new StepName("watch-traffic");
    append(run, STARTED);

    assertThat(runs.approve(run, first, new Approval("anna", "looked at it"))).isTrue();
    assertThat(runs.approve(run, first, new Approval("ben", "so did I"))).isFalse();

    assertThat(runs.approval(run, first)).contains(new Approval("anna", "looked at it"));
    assertThat(runs.approval(run, second)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(runs.approve(run, second, new Approval("ben", ""))).isTrue();
    assertThat(runs.approvals(run)).extracting(Approval::by).containsExactly("anna", "ben");
    append(run, new JournalEntry.RunSucceeded());
    assertThat(runs.approve(run, new StepName("build"), new Approval("eve", ""))).isFalse();
  }

  private RunId submit(LeaseScope scope) {
    return submit(scope, Optional.empty());
  }

  private RunId submit(LeaseScope scope, String key) {
    return submit(scope, Optional.of(key));
  }

  private RunId submit(LeaseScope scope, Optional<String> key) {
    return runs.submit(new RunRequest(RunKind.DEPLOY, scope, Map.of(), "a test", key)).id();
  }

  private Optional<RunId> next(LeaseScope scope) {
    return runs.next(scope).map(RunRecord::id);
  }

  private RunStatus status(RunId run) {
    return runs.find(run).orElseThrow().status();
  }

  private void append(RunId run, JournalEntry entry) {
    LeaseScope scope = runs.find(run).orElseThrow().request().scope();
    Lease lease = leases.tryAcquire(scope, Owner.thisProcess()).orElseThrow();
    new JdbcJournal(sql, clock).append(run, lease, entry);
    leases.release(lease);
  }
}
