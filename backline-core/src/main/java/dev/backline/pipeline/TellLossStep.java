package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.LossWindow;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Instant;

/**
 * Says what the database of the past lacks, by comparing its backup with the safety backup: nobody
 * writes in between, so that it is exact.
 */
final class TellLossStep extends DeliveryStep {

  TellLossStep(Delivery delivery) {
    super("tell-loss", delivery);
  }

  @Override
  public StepResult run(StepContext context) {
    Backup safety = delivery.backup(context.get(DeliveryFacts.BACKUP));
    LossWindow loss =
        LossWindow.between(
            delivery.backup(context.get(DeliveryFacts.RESTORED_BACKUP)).manifest(),
            safety.manifest().content(),
            Instant.parse(safety.manifest().startedAt()));
    loss.lines().forEach(context::say);
    context.say("all of it is in the safety backup " + safety.id());
    return StepResult.done();
  }
}
