package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.StepFailed;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextMoveTest {

  private static final StepName STEP = new StepName("start-release");
  private static final Failure CANCELLED =
      new Failure("carrying out run 1", "anna cancelled it", "nothing", ExitCode.CANCELLED);

  @Test
  void aStepThatEndedBecauseItsRunWasCancelledStartsTheUnwindOfACancelledRun() {
    assertThat(afterFailing(CANCELLED)).isEqualTo(new NextMove.StartUnwind(CANCELLED, true));
  }

  @Test
  void aStepThatFailedByItselfStartsTheUnwindOfAFailedRunThoughSomebodyWantsItCancelled() {
    Failure own = Failure.undone("starting", "it exited", "read its log");

    assertThat(afterFailing(own)).isEqualTo(new NextMove.StartUnwind(own, false));
  }

  private static NextMove afterFailing(Failure failure) {
    RunState state = RunState.replay(List.of());
    for (JournalEntry entry :
        List.of(new StepIntended(STEP), new StepFailed(STEP, failure, Duration.ZERO))) {
      state = state.after(entry);
    }
    RunPlan plan =
        new RunPlan(
            List.of(new StepPlan(STEP, new Undo.NotNeeded("it is a test"))), Optional.empty());
    return NextMove.after(state, plan, Optional.of(CANCELLED));
  }
}
