package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.Failure;
import dev.backline.journal.FakeJournal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.UndoFailed;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.secret.Masker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UndoPatienceTest {

  private static final RunId RUN = new RunId(1);
  private static final LeaseScope SCOPE = new LeaseScope("app", "prod");
  private static final Lease LEASE = new Lease(SCOPE, new Owner("m@b", 1, 1), new FencingToken(1));
  private static final RunRecord RECORD = SampleRun.of(RUN, SCOPE);
  private static final UndoPatience BRIEF =
      new UndoPatience(List.of(Duration.ofMillis(1), Duration.ofMillis(2)));

  /** Before an undo is left to a person. */
  private static final int ATTEMPTS = 3;

  private final FakeJournal journal = new FakeJournal();
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void whatCanNotBeReachedForAWhileIsUndoneWhenItIsThereAgain() {
    TestStep away =
        new TestStep("one")
            .undone(context -> {
              if (attempts.incrementAndGet() <= BRIEF.pauses().size()) {
                throw Failure.unavailable("undoing", "nobody answers", "wait").toException();
              }
            });

    assertThat(execute(away)).isInstanceOf(RunUndone.class);
    assertThat(journal.entries(RUN))
        .extracting(RecordedEntry::entry)
        .noneMatch(UndoFailed.class::isInstance);
  }

  @Test
  void whatStaysOutOfReachIsLeftToAPersonAfterAllPauses() {
    TestStep away =
        new TestStep("one")
            .undone(context -> {
              attempts.incrementAndGet();
              throw Failure.unavailable("undoing", "nobody answers", "wait").toException();
            });

    assertThat(execute(away)).isInstanceOf(RunNeedsPerson.class);
    assertThat(attempts).hasValue(ATTEMPTS + BRIEF.pauses().size());
  }

  @Test
  void anythingElseIsNotWaitedFor() {
    TestStep broken =
        new TestStep("one")
            .undone(context -> {
              attempts.incrementAndGet();
              throw Failure.undone("undoing", "it is broken", "mend it").toException();
            });

    assertThat(execute(broken)).isInstanceOf(RunNeedsPerson.class);
    assertThat(attempts).hasValue(ATTEMPTS);
  }

  @Test
  void theUsualOneIsOfThreeMinutes() {
    assertThat(UndoPatience.USUAL.pauses().stream().mapToLong(Duration::toSeconds).sum())
        .isEqualTo(180);
  }

  private JournalEntry.End execute(TestStep undone) {
    TestStep failing =
        new TestStep("two")
            .running(() -> {
              throw Failure.undone("testing", "it fails", "nothing").toException();
            });
    return new RunExecutor(journal, Cancellation.never(), BRIEF)
        .execute(
            RECORD,
            List.of(undone, failing),
            LEASE,
            new MaskedOutput(RUN, Optional.empty(), new SilentOutputLog(), Masker.none()));
  }
}
