package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupRestore;
import dev.backline.backup.DatabaseSwitch;
import dev.backline.backup.RestoreResult;
import dev.backline.database.RunningServer;
import dev.backline.run.Probe;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.time.Duration;

/** Restores the chosen backup beside the live database and proves it. Users notice nothing. */
final class RestoreBesideStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofHours(2);

  RestoreBesideStep(Delivery delivery) {
    super("restore-beside", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    RunningServer server = delivery.server(delivery.config(context));
    DatabaseSwitch.Names names = SwitchDatabaseStep.names(context, server);
    Backup backup = delivery.backup(context.get(DeliveryFacts.RESTORED_BACKUP));
    BackupRestore restore =
        new BackupRestore(
            delivery.place(context).tools(),
            server,
            delivery.parts().backups(),
            delivery.parts().clock());
    return switch (restore.beside(
        backup, names.restored(), server.role(), LONGEST, context.commandOutput())) {
      case RestoreResult.Proven proven -> {
        context.say(
            "restored and compared in %d ms: %d rows, all equal"
                .formatted(proven.took().toMillis(), proven.rows()));
        yield StepResult.done();
      }
      case RestoreResult.Refused refused -> throw refused.failure().toException();
    };
  }

  /** Names are of the run's own time: what an attempt that died has left is dropped by the next. */
  @Override
  public Probe probe(StepContext context) {
    return Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      RunningServer server = delivery.server(delivery.config(context));
      server.drop(SwitchDatabaseStep.names(context, server).restored());
    });
  }
}
