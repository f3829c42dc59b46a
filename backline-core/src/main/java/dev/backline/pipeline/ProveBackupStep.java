package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupRestore;
import dev.backline.backup.PostgresTools;
import dev.backline.backup.ProofPlace;
import dev.backline.backup.RestoreResult;
import dev.backline.database.DatabaseName;
import dev.backline.database.RunningServer;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Restores the backup just taken into a database of its own and compares everything: only then it
 * counts as one. Where the delivery is rehearsed next, that database is kept for it.
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
    EnvironmentPlace place = delivery.place(context);
    RunningServer live = place.server(Delivery.SERVER_START);
    return switch (place(live)) {
      case ProofPlace.BesideLive beside ->
          prove(context, delivery.backup(id.get()), live, live, place.tools());
      case ProofPlace.LocalCluster(String why) -> {
        context.say(why + ": proving it in the cluster of this machine");
        EnvironmentPlace here = delivery.here();
        yield prove(
            context,
            delivery.backup(id.get()),
            live,
            here.server(Delivery.SERVER_START),
            here.tools());
      }
      case ProofPlace.Nowhere(String why) -> {
        context.say("the backup stays UNPROVEN: " + why);
        delivery
            .parts()
            .backups()
            .leaveUnproven(delivery.backup(id.get()), delivery.parts().clock().instant(), why);
        yield StepResult.done(Facts.of(DeliveryFacts.BACKUP_STATE, "UNPROVEN"));
      }
    };
  }

  /** What an attempt that died has left behind; one that lived has dropped it. */
  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      Optional<String> id = context.facts().find(DeliveryFacts.BACKUP);
      if (id.isPresent()) {
        clear(delivery.backup(id.get()), context);
      }
    });
  }

  private void clear(Backup backup, StepContext context) throws InterruptedException {
    EnvironmentPlace place = delivery.place(context);
    RunningServer live = place.server(Delivery.SERVER_START);
    switch (place(live)) {
      case ProofPlace.BesideLive beside -> live.drop(scratch(live, backup));
      case ProofPlace.LocalCluster local ->
          delivery.here().server(Delivery.SERVER_START).drop(scratch(live, backup));
      case ProofPlace.Nowhere nowhere -> {
        // Nothing was restored.
      }
    }
  }

  private ProofPlace place(RunningServer live) throws InterruptedException {
    Optional<String> refused = live.refusesNewDatabases();
    // Only then the programs of this machine are needed.
    return refused.isEmpty()
        ? new ProofPlace.BesideLive()
        : ProofPlace.choose(live.version(), refused, delivery.here().tools().major());
  }

  private StepResult prove(
      StepContext context,
      Backup backup,
      RunningServer live,
      RunningServer server,
      PostgresTools tools)
      throws InterruptedException {
    DatabaseName scratch = scratch(live, backup);
    BackupRestore restore =
        new BackupRestore(tools, server, delivery.parts().backups(), delivery.parts().clock());
    try {
      return switch (restore.beside(
          backup, scratch, live.role(), LONGEST, context.commandOutput())) {
        case RestoreResult.Proven proven -> {
          context.say(
              "restored and compared in %d ms: %d rows, all equal"
                  .formatted(proven.took().toMillis(), proven.rows()));
          if (server != live || !delivery.rehearses(context)) {
            server.drop(scratch);
          }
          yield StepResult.done(
              Facts.of(DeliveryFacts.BACKUP_STATE, "PROVEN")
                  .with(DeliveryFacts.RESTORE_MILLIS, proven.took().toMillis()));
        }
        // It has dropped what it restored itself.
        case RestoreResult.Refused refused -> throw refused.failure().toException();
      };
    } catch (RuntimeException | InterruptedException e) {
      server.drop(scratch);
      throw e;
    }
  }

  /** The same name in each attempt, so that the next one clears away what is left of one. */
  private static DatabaseName scratch(RunningServer live, Backup backup) {
    return live.live().scratch(Instant.parse(backup.manifest().startedAt()));
  }
}
