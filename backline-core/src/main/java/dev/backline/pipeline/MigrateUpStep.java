package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.migrate.GuardedMigration;
import dev.backline.database.migrate.MigrationId;
import dev.backline.database.migrate.MigrationLimits;
import dev.backline.database.migrate.MigrationResult;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.Migrator;
import dev.backline.journal.Facts;
import dev.backline.proof.Proof;
import dev.backline.proof.ProvenStatement;
import dev.backline.proof.RollbackPlan;
import dev.backline.proof.SchemaUndo;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Applies the new release's migrations, before it starts. Undone by the same release's own way
 * down.
 */
final class MigrateUpStep extends DeliveryStep {

  MigrateUpStep(Delivery delivery) {
    super("migrate-up", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    if (config.migrations().isEmpty() || config.database().isEmpty()) {
      return StepResult.skipped("the app declares no migrations");
    }
    return switch (up(context, config)) {
      case MigrationResult.Done done -> {
        List<MigrationId> applied = appliedByThisRun(context, done.now());
        context.say(applied.isEmpty() ? "nothing was pending" : "applied " + applied);
        yield StepResult.done(
            Facts.of(DeliveryFacts.SCHEMA_AFTER, ReadSchemaStep.last(done.now()))
                .with(DeliveryFacts.MIGRATIONS, applied.stream().map(Object::toString).toList()));
      }
      case MigrationResult.Failed failed -> throw failed.failure().toException();
    };
  }

  /** Within limits that what the migrations did on the copy gives. */
  private MigrationResult up(StepContext context, AppConfig config) throws InterruptedException {
    MigrationLimits limits = limits(context, config.migrations().orElseThrow().timeout());
    RunningServer server = delivery.server(config);
    Optional<DatabaseAccess> guarded = server.migrator(limits.lock(), limits.statement());
    if (guarded.isEmpty()) {
      return migrator(context).orElseThrow().up(context.commandOutput());
    }
    context.conceal(guarded.get().password());
    ReleaseValues values = delivery.values(context, server.forApp(guarded.get()));
    Migrator migrator =
        delivery.migrator(context, config, delivery.slot(context), values).orElseThrow();
    return new GuardedMigration(migrator, server.admin(server.live()), guarded.get().user())
        .up(context.commandOutput(), context::say);
  }

  private MigrationLimits limits(StepContext context, Duration altogether) {
    Optional<Proof> proof = delivery.parts().proofs().find(context.run());
    return MigrationLimits.rehearsed(
        proof.map(Proof::slowest).orElse(Duration.ZERO),
        proof.map(Proof::statements).orElse(List.of()).stream().map(ProvenStatement::sql).toList(),
        altogether);
  }

  /** Counted from where the schema stood at the start: an attempt that died may have done some. */
  private static List<MigrationId> appliedByThisRun(StepContext context, MigrationStatus now) {
    return now.appliedAfter(ReadSchemaStep.migration(context.get(DeliveryFacts.SCHEMA_BEFORE)));
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::goBack);
  }

  private void goBack(StepContext context) throws InterruptedException {
    Optional<Migrator> migrator = migrator(context);
    Optional<String> before = context.facts().find(DeliveryFacts.SCHEMA_BEFORE);
    if (migrator.isEmpty() || before.isEmpty()) {
      return;
    }
    MigrationStatus now = migrator.get().status();
    if (ReadSchemaStep.last(now).equals(before.get())) {
      context.say("the schema is at " + before.get() + ", as before");
      return;
    }
    if (SchemaUndo.of(plan(context), delivery.mayHaveServed(context)) == SchemaUndo.STAY) {
      context.say(
          "the migrations stay: the release before was seen to work with them, and nothing that was"
              + " written is lost");
      return;
    }
    delivery.requireNotServing(context, "taking the schema back");
    switch (migrator.get().down(ReadSchemaStep.migration(before.get()), context.commandOutput())) {
      case MigrationResult.Done done -> context.say("reverted " + done.changed());
      case MigrationResult.Failed failed -> throw failed.failure().toException();
    }
    delivery.tellSchemaDifference(context);
  }

  private Optional<RollbackPlan> plan(StepContext context) {
    return delivery.parts().proofs().find(context.run()).map(Proof::plan);
  }

  private Optional<Migrator> migrator(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    return delivery.migrator(context, config, delivery.slot(context), delivery.values(context));
  }
}
