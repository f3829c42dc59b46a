package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.Failure;
import dev.backline.journal.FakeJournal;
import dev.backline.journal.Journal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.End;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.run.ModelStep.Behaviour;
import dev.backline.run.World.Effect;
import dev.backline.secret.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * The run's invariant as a property: whatever instants the process dies at, the run ends like the
 * uninterrupted one, or fully undone. Every seed is tried with a death at every instant; a second
 * death is drawn at random.
 */
class CrashAnywhereTest {

  private static final int SEEDS = 250;
  private static final long FIRST_SEED = Long.getLong("backline.seed", 20261123L);

  @Test
  void endsLikeTheUninterruptedRunOrFullyUndoneWhereverItDies() {
    int deaths = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      deaths += deathAtEveryInstant(seed, false);
    }
    assertThat(deaths).as("instants tried").isGreaterThan(SEEDS * 10);
  }

  @Test
  void aCancelledRunEndsFullyUndoneWhereverItDies() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      deathAtEveryInstant(seed, true);
    }
  }

  private int deathAtEveryInstant(long seed, boolean cancel) {
    for (int instant = 0; ; instant++) {
      Scenario scenario = new Scenario(seed, instant, cancel);
      boolean died = !scenario.liveOnce();
      if (died) {
        scenario.crashes.restartDyingAt(new Random(seed * 31 + instant).nextInt(30));
        while (!scenario.liveOnce()) {
          scenario.crashes.restartDyingAt(Integer.MAX_VALUE);
        }
      }
      scenario.check("seed " + seed + ", death at instant " + instant);
      if (!died) {
        return instant;
      }
    }
  }

  private static final class Scenario {

    private static final RunId RUN = new RunId(1);
    private static final Lease LEASE =
        new Lease(new LeaseScope("app", "prod"), new Owner("m@b", 1, 1), new FencingToken(1));

    final CrashPoints crashes;
    private final World world = new World();
    private final FakeJournal kept = new FakeJournal();
    private final List<ModelStep> steps = new ArrayList<>();
    private final int cancelAfterEntries;

    Scenario(long seed, int dieAt, boolean cancel) {
      Random random = new Random(seed);
      crashes = new CrashPoints(dieAt);
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        Behaviour behaviour =
            random.nextInt(4) > 0 ? Behaviour.WORKS : Behaviour.values()[random.nextInt(4)];
        steps.add(
            new ModelStep(
                new StepName("step-" + i), behaviour, random.nextInt(5) > 0, world, crashes));
      }
      cancelAfterEntries = cancel ? random.nextInt(3 * count) : Integer.MAX_VALUE;
    }

    /** Lives as one process until the run ends (true) or the process dies (false). */
    boolean liveOnce() {
      try {
        new RunExecutor(new DyingJournal(kept, crashes), cancellation(), UndoPatience.USUAL)
            .execute(SampleRun.of(RUN, LEASE.scope()), List.copyOf(steps), LEASE, silent());
        return true;
      } catch (CrashPoints.Crash died) {
        return false;
      }
    }

    void check(String when) {
      RunState state = RunState.replay(kept.entries(RUN));
      End end = state.end().orElseThrow(() -> new AssertionError(when + ": it did not end"));
      boolean allWork =
          steps.stream()
              .allMatch(s ->
                  s.behaviour() == Behaviour.WORKS || s.behaviour() == Behaviour.HAS_NOTHING_TO_DO);
      switch (end) {
        case RunSucceeded succeeded -> {
          assertThat(allWork).as(when).isTrue();
          for (ModelStep step : steps) {
            Effect expected = step.behaviour() == Behaviour.WORKS ? Effect.THERE : Effect.ABSENT;
            assertThat(world.of(step.name().value()))
                .as(when + ": " + step.name())
                .isEqualTo(expected);
            if (expected == Effect.THERE) {
              assertThat(state.facts().find(step.fact())).as(when).contains(step.name().value());
            }
          }
        }
        case RunUndone undone -> {
          assertThat(allWork).as(when + ": only a failing step may undo the run").isFalse();
          checkUndone(when);
        }
        case RunCancelled cancelled -> {
          assertThat(cancelAfterEntries).as(when).isLessThan(Integer.MAX_VALUE);
          checkUndone(when);
        }
        case JournalEntry.RunNeedsPerson needsPerson ->
            throw new AssertionError(when + ": " + needsPerson);
      }
    }

    private void checkUndone(String when) {
      for (ModelStep step : steps) {
        if (step.undoable()) {
          assertThat(world.of(step.name().value()))
              .as(when + ": " + step.name())
              .isEqualTo(Effect.ABSENT);
        }
      }
    }

    private Cancellation cancellation() {
      return new Cancellation() {
        @Override
        public Optional<Failure> wanted(RunId run) {
          return kept.entries(RUN).size() > cancelAfterEntries
              ? Optional.of(Failure.undone("testing", "cancelled", "nothing"))
              : Optional.empty();
        }

        @Override
        public <T> T guard(RunId run, Callable<T> work) throws Exception {
          return work.call();
        }
      };
    }

    private static MaskedOutput silent() {
      return new MaskedOutput(RUN, Optional.empty(), new SilentOutputLog(), Masker.none());
    }
  }

  /** Dies before an entry is written, or right after it. */
  private record DyingJournal(Journal journal, CrashPoints crashes) implements Journal {

    @Override
    public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
      crashes.pass("before " + entry);
      RecordedEntry recorded = journal.append(run, lease, entry);
      crashes.pass("after " + entry);
      return recorded;
    }

    @Override
    public List<RecordedEntry> entries(RunId run) {
      return journal.entries(run);
    }
  }
}
