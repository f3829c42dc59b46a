package dev.backline.run;

import dev.backline.failure.Failure;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import java.util.List;
import java.util.Optional;

/**
 * The steps that this program would carry a run out with.
 *
 * @param unbuildable why there are none, if they can't be built
 */
record RunPlan(List<StepPlan> steps, Optional<Failure> unbuildable) {

  RunPlan {
    steps = List.copyOf(steps);
  }

  static RunPlan of(List<Step> steps) {
    Optional<Failure> unbuildable =
        steps.stream()
            .filter(step -> step instanceof UnbuildableStep)
            .map(step -> ((UnbuildableStep) step).failure())
            .findFirst();
    return new RunPlan(steps.stream().map(StepPlan::of).toList(), unbuildable);
  }

  List<StepName> names() {
    return steps.stream().map(StepPlan::name).toList();
  }

  Optional<StepPlan> find(StepName name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /**
   * Why this program can't go on with a run that another began: it has other steps. Guessing what
   * the missing ones would have done, or doing new ones out of their order, is worse than going
   * back.
   */
  Optional<Failure> misfit(RunState state) {
    if (state.planned().equals(names())) {
      return Optional.empty();
    }
    return Optional.of(
        unbuildable.orElseGet(() ->
            Failure.undone(
                "going on with the run",
                "another version of Backline began it, with other steps: "
                    + state.planned()
                    + ", this one has "
                    + names(),
                "ask for it again")));
  }
}
