package dev.backline.pipeline;

import dev.backline.journal.StepName;
import dev.backline.release.Candidate;
import dev.backline.release.Release;
import dev.backline.release.Version;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.List;
import java.util.Optional;

/**
 * Records that the release is the live one: from here on status, promotion and rollback go by it.
 */
final class RecordReleaseStep extends DeliveryStep {

  static final StepName NAME = new StepName("record-release");

  RecordReleaseStep(Delivery delivery) {
    super(NAME.value(), delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Release release = delivery.parts().history().goLive(candidate(context), delivery.slot(context));
    context.say(release.label() + " is the live release of " + delivery.environment());
    return StepResult.done(new MovingTags(delivery).before(context));
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::takeBack);
  }

  private void takeBack(StepContext context) {
    Optional<Release> made =
        delivery.parts().history().byRun(delivery.app(), delivery.environment(), context.run());
    Optional<Release> before = delivery.releaseBefore(context);
    if (made.isPresent() && before.isPresent()) {
      delivery
          .parts()
          .history()
          .makeLive(before.get(), context.get(DeliveryFacts.ROUTE_BEFORE).slot());
    } else {
      made.ifPresent(delivery.parts().history()::withdraw);
    }
  }

  private Candidate candidate(StepContext context) throws InterruptedException {
    return new Candidate(
        delivery.app(),
        delivery.environment(),
        Version.read(context.get(DeliveryFacts.VERSION)),
        delivery.release(context),
        delivery.commit(context),
        context.facts().find(DeliveryFacts.MIGRATIONS).orElse(List.of()),
        delivery.fingerprint(delivery.config(context)),
        context.run());
  }
}
