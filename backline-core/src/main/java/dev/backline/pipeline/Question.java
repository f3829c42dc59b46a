package dev.backline.pipeline;

import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.journal.StepState;

/** What a run asks people, and in which step. */
public final class Question {

  /** Whether it may go on with what it has found, before it changes anything. */
  static final StepName MAY_IT_GO_ON = new StepName("await-approval");

  /** Whether its release is good, where too few requests came to tell. */
  static final StepName IS_IT_GOOD = new StepName("watch-traffic");

  private Question() {}

  /** Which of them an approval answers now; one that is given early, the first. */
  public static StepName of(RunState state) {
    return state.of(IS_IT_GOOD) == StepState.INTENDED ? IS_IT_GOOD : MAY_IT_GO_ON;
  }
}
