package dev.backline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} must do. */
public abstract class JournalContract {

  private static final StepName STEP = new StepName("switch-edge");
  private static final RunStarted STARTED = new RunStarted(List.of(STEP), "a test");

  /** The same one each time it is asked for in a test. */
  protected abstract Journal journal();

  /** A run that waits. */
  protected abstract RunId newRun();

  /** A current lease of the runs' environment. */
  protected abstract Lease lease();

  /** Gives the environment to another: every lease given before is lost. */
  protected abstract Lease overtake();

  @Test
  void keepsEntriesInTheirOrderNumberedFromOneWithoutGaps() {
    RunId run = newRun();
    Lease lease = lease();
    StepDone done =
        new StepDone(STEP, Facts.of(Fact.text("slot"), "green"), Duration.ofMillis(12), false);

    journal().append(run, lease, STARTED);
    journal().append(run, lease, new StepIntended(STEP));
    RecordedEntry last = journal().append(run, lease, done);

    assertThat(journal().entries(run))
        .extracting(RecordedEntry::entry)
        .containsExactly(STARTED, new StepIntended(STEP), done);
    assertThat(journal().entries(run)).extracting(RecordedEntry::seq).containsExactly(1L, 2L, 3L);
    assertThat(journal().entries(run).getLast()).isEqualTo(last);
    assertThat(last.token()).isEqualTo(lease.token());
  }

  @Test
  void numbersEachRunOnItsOwn() {
    RunId one = newRun();
    RunId other = newRun();
    Lease lease = lease();

    journal().append(one, lease, STARTED);
    journal().append(other, lease, STARTED);
    journal().append(one, lease, new StepIntended(STEP));

    assertThat(journal().entries(one)).extracting(RecordedEntry::seq).containsExactly(1L, 2L);
    assertThat(journal().entries(other)).extracting(RecordedEntry::seq).containsExactly(1L);
  }

  @Test
  void writesNothingUnderALostLease() {
    RunId run = newRun();
    Lease lost = lease();
    journal().append(run, lost, STARTED);
    Lease current = overtake();

    assertThatThrownBy(() -> journal().append(run, lost, new StepIntended(STEP)))
        .isInstanceOf(LeaseLostException.class);
    assertThat(journal().entries(run)).hasSize(1);

    journal().append(run, current, new RunAdopted("another"));
    assertThat(journal().entries(run)).extracting(RecordedEntry::seq).containsExactly(1L, 2L);
    assertThat(journal().entries(run).getLast().token()).isGreaterThan(lost.token());
  }

  @Test
  void addsNothingToARunThatHasEnded() {
    RunId run = newRun();
    Lease lease = lease();
    journal().append(run, lease, STARTED);
    journal().append(run, lease, new RunSucceeded());

    assertThatThrownBy(() -> journal().append(run, lease, new RunAdopted("too late")))
        .isInstanceOf(RunEndedException.class);
    assertThat(journal().entries(run)).hasSize(2);
  }

  @Test
  void knowsNothingOfARunThatHasNotBegun() {
    assertThat(journal().entries(newRun())).isEmpty();
  }
}
