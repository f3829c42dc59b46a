package dev.backline.pipeline;

import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.journal.RunState;
import dev.backline.release.Release;
import dev.backline.release.ReleaseState;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.Optional;

/**
 * Finds the release of the past that a rollback goes back to, with its artifact, configuration and
 * schema.
 */
final class ChooseTargetStep extends DeliveryStep {

  private final Optional<String> asked;

  ChooseTargetStep(Delivery delivery, Optional<String> asked) {
    super("choose-target", delivery);
    this.asked = asked;
  }

  @Override
  public StepResult run(StepContext context) {
    Release target = target(delivery, asked);
    Optional<Release> live =
        delivery.parts().history().current(delivery.app(), delivery.environment());
    Facts facts =
        Facts.of(DeliveryFacts.COMMIT, target.candidate().commit().value())
            .with(DeliveryFacts.DIGEST, target.candidate().ref().digest())
            .with(DeliveryFacts.CONFIGURATION, target.candidate().ref().configuration())
            .with(DeliveryFacts.VERSION, target.label())
            .with(DeliveryFacts.TARGET_RUN, target.candidate().run().value());
    if (live.filter(release -> release.number() == target.number()).isPresent()) {
      String why = delivery.environment() + " serves " + target.label() + " already";
      context.say(why);
      return StepResult.settled(why, facts);
    }
    context.say(
        "from "
            + live.map(Release::label).orElse("nothing")
            + " to "
            + target.label()
            + ", commit "
            + target.candidate().commit().abbreviated());
    return StepResult.done(
        schemaOf(target).map(last -> facts.with(DeliveryFacts.TARGET_SCHEMA, last)).orElse(facts));
  }

  /**
   * @param asked a release's label; empty for the one before the live one
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is none
   */
  static Release target(Delivery delivery, Optional<String> asked) {
    Optional<Release> found =
        asked.isPresent()
            ? delivery
                .parts()
                .history()
                .byLabel(delivery.app(), delivery.environment(), asked.get())
            : delivery.parts().history().previous(delivery.app(), delivery.environment());
    return found
        .filter(release -> release.state() != ReleaseState.FAILED)
        .orElseThrow(() ->
            Failure.usage(
                    "rolling back " + delivery.environment(),
                    asked
                        .map(label -> "no release " + label + " ever served there")
                        .orElse("no release before the live one served there"),
                    "see which there are: backline releases " + delivery.environment())
                .toException());
  }

  /** Where the schema stood when that release went live, as its own run recorded it. */
  private Optional<String> schemaOf(Release target) {
    return RunState.replay(delivery.parts().journal().entries(target.candidate().run()))
        .facts()
        .find(DeliveryFacts.SCHEMA_AFTER);
  }
}
