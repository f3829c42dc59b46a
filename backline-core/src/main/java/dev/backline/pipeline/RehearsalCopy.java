package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupRestore;
import dev.backline.backup.RestoreResult;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RunningServer;
import dev.backline.run.StepContext;
import java.time.Duration;
import java.time.Instant;

/**
 * The copy that a delivery is rehearsed on: the one that proved the backup, if it is still as it
 * was restored, else another. It belongs to a role that can reach nothing else.
 */
final class RehearsalCopy {

  private static final Duration LONGEST = Duration.ofHours(2);

  private final Delivery delivery;
  private final StepContext context;
  private final Backup backup;
  private final RunningServer server;
  private final DatabaseName name;
  private final DatabaseName restored;

  RehearsalCopy(Delivery delivery, StepContext context, String backup) throws InterruptedException {
    this.delivery = delivery;
    this.context = context;
    this.backup = delivery.backup(backup);
    this.server = delivery.place(context).server(Delivery.SERVER_START);
    Instant taken = Instant.parse(this.backup.manifest().startedAt());
    this.name = server.live().rehearsal(taken);
    this.restored = server.live().scratch(taken);
  }

  RunningServer server() {
    return server;
  }

  DatabaseName name() {
    return name;
  }

  /** As the role that the releases under rehearsal connect as, from this machine. */
  DatabaseAccess make() throws InterruptedException {
    server.drop(name);
    if (!server.rename(restored, name)) {
      restore();
    }
    DatabaseAccess access = server.handOver(name);
    context.conceal(access.password());
    return access;
  }

  private void restore() throws InterruptedException {
    BackupRestore restore =
        new BackupRestore(
            delivery.place(context).tools(),
            server,
            delivery.parts().backups(),
            delivery.parts().clock());
    switch (restore.beside(backup, name, server.role(), LONGEST, context.commandOutput())) {
      case RestoreResult.Proven proven ->
          context.say("restored another copy in " + proven.took().toMillis() + " ms");
      case RestoreResult.Refused refused -> throw refused.failure().toException();
    }
  }

  void drop() {
    server.drop(name);
    server.drop(restored);
  }
}
