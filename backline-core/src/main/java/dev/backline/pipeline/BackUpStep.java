package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupSubject;
import dev.backline.backup.PreDeployBackup;
import dev.backline.config.AppConfig;
import dev.backline.database.RunningServer;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Duration;

/**
 * Backs the environment's database up before anything in it is changed. The name holds time,
 * version and commit.
 */
final class BackUpStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofHours(2);

  BackUpStep(Delivery delivery) {
    super("back-up", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    if (delivery.database(config).isEmpty()) {
      return StepResult.skipped("the app declares no database");
    }
    RunningServer server = delivery.server(config);
    BackupSubject subject =
        new BackupSubject(
            delivery.app(),
            delivery.environment(),
            context.get(DeliveryFacts.VERSION),
            delivery.commit(context));
    PreDeployBackup backups =
        new PreDeployBackup(
            delivery.place(config).tools(), delivery.parts().backups(), delivery.parts().clock());
    Backup backup =
        backups.create(
            backups.name(subject),
            subject,
            server.admin(server.live()),
            LONGEST,
            context.commandOutput());
    context.say("backup " + backup.id());
    return StepResult.done(
        Facts.of(DeliveryFacts.BACKUP, backup.id().value())
            .with(DeliveryFacts.BACKUP_STATE, "UNPROVEN"));
  }
}
