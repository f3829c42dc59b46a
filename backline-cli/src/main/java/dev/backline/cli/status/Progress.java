package dev.backline.cli.status;

import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.journal.StepState;
import java.util.Optional;

/** How far a run has come, from its journal. */
public record Progress(int done, int planned, Optional<StepName> at) {

  public static Progress of(RunState state) {
    int done =
        (int)
            state.planned().stream()
                .filter(
                    step -> state.of(step) == StepState.DONE || state.of(step) == StepState.SKIPPED)
                .count();
    Optional<StepName> at =
        state.planned().stream()
            .filter(step ->
                state.of(step) == StepState.INTENDED || state.of(step) == StepState.UNDO_INTENDED)
            .findFirst();
    return new Progress(done, state.planned().size(), at);
  }

  /** Such as {@code switch-edge, 7 of 12 steps done}. */
  @Override
  public String toString() {
    return at.map(step -> step + ", ").orElse("") + done + " of " + planned + " steps done";
  }
}
