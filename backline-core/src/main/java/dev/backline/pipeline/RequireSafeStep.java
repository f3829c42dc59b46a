package dev.backline.pipeline;

import dev.backline.failure.Failure;
import dev.backline.proof.Proof;
import dev.backline.proof.Way;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.Optional;

/**
 * Refuses to put a release of the past on a schema that it was seen to fail on, when the release
 * that serves now was rehearsed.
 */
final class RequireSafeStep extends DeliveryStep {

  RequireSafeStep(Delivery delivery) {
    super("require-safe", delivery);
  }

  @Override
  public StepResult run(StepContext context) {
    Optional<Way> app = appWay(context);
    if (app.isEmpty()) {
      return StepResult.skipped("nothing was rehearsed about it");
    }
    return switch (app.get().safety()) {
      case SAFE -> {
        context.say("rehearsed: " + app.get().why());
        yield StepResult.done();
      }
      case UNKNOWN -> StepResult.skipped("not rehearsed: " + app.get().why());
      case UNSAFE ->
          throw Failure.refused(
                  "rolling back the app of " + delivery.environment() + " alone",
                  "it was rehearsed, and the release before does not work on the schema of now: "
                      + app.get().why(),
                  "take the schema back with it: backline rollback "
                      + delivery.environment()
                      + " --migration")
              .toException();
    };
  }

  /** Known for the step from the release that serves to the one before it, and only for that. */
  private Optional<Way> appWay(StepContext context) {
    Optional<Release> live =
        delivery.parts().history().current(delivery.app(), delivery.environment());
    return live.flatMap(release -> delivery.parts().proofs().find(release.candidate().run()))
        .filter(proof -> proof.before().equals(context.get(DeliveryFacts.VERSION)))
        .map(Proof::plan)
        .map(plan -> plan.app());
  }
}
