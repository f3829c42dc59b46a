package dev.backline.pipeline;

import dev.backline.config.MigrationPolicy;
import dev.backline.failure.Failure;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a person decides about migrations: waits until somebody approves the run, or cancels it.
 */
final class AwaitApprovalStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  AwaitApprovalStep(Delivery delivery) {
    super("await-approval", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    long pending = context.facts().find(DeliveryFacts.PENDING).orElse(0L);
    if (delivery.spec(context).migrations() == MigrationPolicy.AUTO || pending == 0) {
      return StepResult.skipped(
          pending == 0 ? "no migrations are pending" : "migrations here need no approval");
    }
    context.say(
        pending
            + " migrations wait for approval: backline run "
            + context.run()
            + " --approve (or --cancel)");
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<String> by = delivery.parts().runs().approvedBy(context.run());
      if (by.isPresent()) {
        context.say("approved by " + by.get());
        return StepResult.done();
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Failure.refused(
            "waiting for somebody to approve the migrations",
            "nobody did within " + LONGEST.toHours() + " h",
            "deliver again when somebody can")
        .toException();
  }
}
