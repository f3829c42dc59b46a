package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.database.migrate.MigrationResult;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.Migrator;
import dev.backline.edge.Route;
import dev.backline.journal.Facts;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.Optional;

/**
 * Takes the schema back to where it stood under the release that serves again. Only the release
 * that was left knows how to revert its migrations, so its files, still in their slot, do it.
 * Requests have been switched before, so that no release runs on a schema older than it knows.
 */
final class MigrateDownStep extends DeliveryStep {

  MigrateDownStep(Delivery delivery) {
    super("migrate-down", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Optional<String> target = context.facts().find(DeliveryFacts.TARGET_SCHEMA);
    Optional<Migrator> left = migratorOfLeftRelease(context);
    if (target.isEmpty() || left.isEmpty()) {
      return StepResult.skipped("there is no schema to take back");
    }
    MigrationStatus now = left.get().status();
    if (ReadSchemaStep.last(now).equals(target.get()) && !now.isUpToDate()) {
      // An attempt that died has done it: the release that was left had all of its own applied.
      context.say("the schema is at " + target.get() + ", reverted before");
      return StepResult.done(Facts.of(DeliveryFacts.SCHEMA_WENT_DOWN, true));
    }
    if (ReadSchemaStep.last(now).equals(target.get())
        || ReadSchemaStep.migration(target.get())
            .filter(id -> !now.applied().contains(id))
            .isPresent()) {
      return StepResult.skipped("the schema is at " + ReadSchemaStep.last(now) + " already");
    }
    return switch (left.get()
        .down(ReadSchemaStep.migration(target.get()), context.commandOutput())) {
      case MigrationResult.Done done -> {
        context.say("reverted " + done.changed());
        yield StepResult.done(Facts.of(DeliveryFacts.SCHEMA_WENT_DOWN, true));
      }
      case MigrationResult.Failed failed -> throw failed.failure().toException();
    };
  }

  @Override
  public Undo undo() {
    return new Undo.By(this::goUpAgain);
  }

  private void goUpAgain(StepContext context) throws InterruptedException {
    Optional<Migrator> left = migratorOfLeftRelease(context);
    if (left.isEmpty() || left.get().status().isUpToDate()) {
      return;
    }
    switch (left.get().up(context.commandOutput())) {
      case MigrationResult.Done done -> context.say("applied again " + done.changed());
      case MigrationResult.Failed failed -> throw failed.failure().toException();
    }
  }

  private Optional<Migrator> migratorOfLeftRelease(StepContext context)
      throws InterruptedException {
    Optional<Route> before = context.facts().find(DeliveryFacts.ROUTE_BEFORE);
    Optional<Release> left = delivery.releaseBefore(context);
    if (left.isEmpty() || before.isEmpty()) {
      return Optional.empty();
    }
    AppConfig config = delivery.config(left.get().candidate().commit());
    return delivery.migrator(context, config, before.get().slot(), delivery.values(context));
  }
}
