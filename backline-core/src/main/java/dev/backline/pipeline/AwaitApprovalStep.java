package dev.backline.pipeline;

import dev.backline.config.MigrationPolicy;
import dev.backline.failure.Failure;
import dev.backline.run.Approval;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a person decides about migrations or what a rehearsal found: waits until somebody approves
 * the run, or cancels it.
 */
final class AwaitApprovalStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  AwaitApprovalStep(Delivery delivery) {
    super(Question.MAY_IT_GO_ON.value(), delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<String> reason = reason(context);
    if (reason.isEmpty()) {
      return StepResult.skipped("nothing here needs approval");
    }
    context.say(
        reason.get()
            + " - waiting for approval: backline run "
            + context.run()
            + " --approve --because WHY (or --cancel)");
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Approval> by = delivery.parts().runs().approval(context.run(), name());
      if (by.isPresent()) {
        context.say("approved by " + by.get());
        return StepResult.done();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Failure.refused(
            "waiting for somebody to approve it",
            "nobody did within " + LONGEST.toHours() + " h",
            "deliver again when somebody can")
        .toException();
  }

  private Optional<String> reason(StepContext context) {
    Optional<String> found = context.facts().find(DeliveryFacts.APPROVAL_REASON);
    long pending = context.facts().find(DeliveryFacts.PENDING).orElse(0L);
    if (delivery.spec(context).migrations() == MigrationPolicy.AUTO || pending == 0) {
      return found;
    }
    String migrations = pending + " migrations are pending";
    return Optional.of(found.map(other -> migrations + "; " + other).orElse(migrations));
  }
}
