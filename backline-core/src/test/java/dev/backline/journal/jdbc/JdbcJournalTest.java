package dev.backline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.journal.Journal;
import dev.backline.journal.JournalContract;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.RunEndedException;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.state.DataDirectory;
import dev.backline.state.FullDisk;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcJournalTest extends JournalContract {

  private static final LeaseScope SCOPE = new LeaseScope("app", "prod");
  private static final StepName STEP = new StepName("switch-edge");
  private static final RunStarted STARTED = new RunStarted(List.of(STEP), "a test");
  private static final Failure CAUSE = Failure.undone("switching", "it answered 503", "look");

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private Sql sql;
  private Optional<Lease> held = Optional.empty();

  @BeforeEach
  void setUp() {
    sql = StateFile.open(new DataDirectory(data));
  }

  @Override
  protected Journal journal() {
    return new JdbcJournal(sql, clock);
  }

  @Override
  protected RunId newRun() {
    return runs()
        .submit(new RunRequest(RunKind.DEPLOY, SCOPE, Map.of(), "a test", Optional.empty()))
        .id();
  }

  @Override
  protected Lease lease() {
    if (held.isEmpty()) {
      held = leases().tryAcquire(SCOPE, Owner.thisProcess());
    }
    return held.orElseThrow();
  }

  @Override
  protected Lease overtake() {
    held.ifPresent(leases()::release);
    held = Optional.empty();
    return lease();
  }

  @Test
  void keepsItsEntriesWhenTheFileIsOpenedAgain() {
    RunId run = newRun();
    journal().append(run, lease(), STARTED);

    Sql reopened = StateFile.open(new DataDirectory(data));

    assertThat(new JdbcJournal(reopened, clock).entries(run)).isEqualTo(journal().entries(run));
  }

  static Stream<Arguments> statusAfterEachEntry() {
    return Stream.of(
        Arguments.of(STARTED, RunStatus.RUNNING),
        Arguments.of(new StepIntended(STEP), RunStatus.QUEUED),
        Arguments.of(new UnwindStarted(CAUSE, false), RunStatus.UNWINDING),
        Arguments.of(new RunSucceeded(), RunStatus.SUCCEEDED),
        Arguments.of(new RunUndone(CAUSE), RunStatus.UNDONE),
        Arguments.of(new RunCancelled(CAUSE), RunStatus.CANCELLED),
        Arguments.of(new RunNeedsPerson(CAUSE, List.of("look")), RunStatus.NEEDS_PERSON));
  }

  @ParameterizedTest
  @MethodSource("statusAfterEachEntry")
  void theRunsStatusGoesWithTheEntry(JournalEntry entry, RunStatus expected) {
    RunId run = newRun();

    journal().append(run, lease(), entry);

    RunRecord record = runs().find(run).orElseThrow();
    assertThat(record.status()).isEqualTo(expected);
    assertThat(record.endedAt().isPresent()).isEqualTo(expected.ended());
    assertThat(record.startedAt().isPresent()).isEqualTo(entry instanceof RunStarted);
    assertThat(record.failure().isPresent()).isEqualTo(entry instanceof UnwindStarted);
  }

  @Test
  void neitherEntryNorStatusIsThereWhenTheEntryCanNotBeWritten() {
    RunId run = newRun();
    Lease lease = lease();
    FullDisk disk = new FullDisk(StateFile.openDataSource(new DataDirectory(data)));
    RunStarted large =
        new RunStarted(
            Stream.iterate(0, i -> i + 1)
                .limit(20_000)
                .map(i -> new StepName("step-" + i))
                .toList(),
            "a test");

    assertThatThrownBy(() -> new JdbcJournal(new Sql(disk), clock).append(run, lease, large))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("SQLITE_FULL");
    assertThat(journal().entries(run)).isEmpty();
    assertThat(runs().find(run).orElseThrow().status()).isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void aRunSupersededBeforeItBeganNeverBegins() {
    RunRequest request =
        new RunRequest(RunKind.DEPLOY, SCOPE, Map.of(), "a test", Optional.of("branch main"));
    RunId old = runs().submit(request).id();
    runs().submit(request);

    assertThatThrownBy(() -> journal().append(old, lease(), STARTED))
        .isInstanceOf(RunEndedException.class);
    assertThat(runs().find(old).orElseThrow().status()).isEqualTo(RunStatus.SUPERSEDED);
  }

  private JdbcRuns runs() {
    return new JdbcRuns(sql, clock);
  }

  private JdbcLeases leases() {
    return new JdbcLeases(sql, clock);
  }
}
