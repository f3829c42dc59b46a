package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupId;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.run.RunRecord;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds the newest backup that was taken while the target of a rollback served. */
final class ChooseBackupStep extends DeliveryStep {

  private static final int RUNS_LOOKED_AT = 2_000;

  ChooseBackupStep(Delivery delivery) {
    super("choose-backup", delivery);
  }

  @Override
  public StepResult run(StepContext context) {
    RunId target = new RunId(context.get(DeliveryFacts.TARGET_RUN));
    Backup backup =
        of(delivery, target)
            .orElseThrow(() ->
                Failure.refused(
                        "looking for a backup of when "
                            + context.get(DeliveryFacts.VERSION)
                            + " served "
                            + delivery.environment(),
                        "there is none any more",
                        "see which releases there are: backline releases " + delivery.environment())
                    .toException());
    context.say("backup " + backup.id() + " of " + backup.manifest().startedAt());
    Instant now = delivery.parts().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return StepResult.done(
        Facts.of(DeliveryFacts.RESTORED_BACKUP, backup.id().value())
            .with(DeliveryFacts.SWITCH_TIME, now.toEpochMilli()));
  }

  /** The newest backup taken by a run that found that release serving. */
  static Optional<Backup> of(Delivery delivery, RunId target) {
    return delivery.parts().runs().newest(RUNS_LOOKED_AT).stream()
        .filter(run -> isHere(delivery, run))
        .map(run -> RunState.replay(delivery.parts().journal().entries(run.id())).facts())
        .filter(facts ->
            facts.find(DeliveryFacts.RUN_BEFORE).filter(run -> run == target.value()).isPresent())
        .flatMap(facts -> facts.find(DeliveryFacts.BACKUP).stream())
        .flatMap(id ->
            delivery
                .parts()
                .backups()
                .probe(delivery.app(), delivery.environment(), new BackupId(id))
                .stream())
        .findFirst();
  }

  private static boolean isHere(Delivery delivery, RunRecord run) {
    return run.request().scope().app().equals(delivery.app().value())
        && run.request().scope().environment().equals(delivery.environment().value());
  }
}
