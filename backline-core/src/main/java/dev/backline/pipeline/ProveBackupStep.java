package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupId;
import dev.backline.backup.BackupRestore;
import dev.backline.backup.RestoreResult;
import dev.backline.database.DatabaseName;
import dev.backline.database.EnvironmentDatabases;
import dev.backline.database.RoleName;
import dev.backline.database.cluster.RunningCluster;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Restores the backup just taken into a database of its own and compares everything: only then it
 * counts as one.
 */
final class ProveBackupStep extends DeliveryStep {

  private static final Duration LONGEST = Duration.ofHours(2);

  ProveBackupStep(Delivery delivery) {
    super("prove-backup", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<String> id = context.facts().find(DeliveryFacts.BACKUP);
    if (id.isEmpty()) {
      return StepResult.skipped("there is no backup to prove");
    }
    RunningCluster cluster = delivery.cluster();
    EnvironmentDatabases databases = delivery.parts().databases(cluster.admin());
    Backup backup = backup(id.get());
    DatabaseName scratch = scratch(backup);
    BackupRestore restore =
        new BackupRestore(
            delivery.parts().host(),
            cluster.binaries(),
            databases,
            delivery.parts().backups(),
            delivery.parts().clock());
    try {
      return switch (restore.beside(
          backup, scratch, new RoleName(live().value()), LONGEST, context.commandOutput())) {
        case RestoreResult.Proven proven -> {
          context.say(
              "restored and compared in %d ms: %d rows, all equal"
                  .formatted(proven.took().toMillis(), proven.rows()));
          yield StepResult.done(Facts.of(DeliveryFacts.BACKUP_STATE, "PROVEN"));
        }
        case RestoreResult.Refused refused -> throw refused.failure().toException();
      };
    } finally {
      databases.drop(scratch);
    }
  }

  /** What an attempt that died has left behind; one that lived has dropped it. */
  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      Optional<String> id = context.facts().find(DeliveryFacts.BACKUP);
      if (id.isPresent()) {
        delivery.parts().databases(delivery.cluster().admin()).drop(scratch(backup(id.get())));
      }
    });
  }

  private Backup backup(String id) {
    return delivery
        .parts()
        .backups()
        .open(delivery.app(), delivery.environment(), new BackupId(id));
  }

  private DatabaseName live() {
    return DatabaseName.of(delivery.app(), delivery.environment());
  }

  /** The same name in each attempt, so that the next one clears away what is left of one. */
  private DatabaseName scratch(Backup backup) {
    return live().scratch(Instant.parse(backup.manifest().startedAt()));
  }
}
