package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.database.migrate.MigrationId;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.Migrator;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.util.Optional;

/**
 * Notes which migrations are applied before anything changes, so that the undo knows where to go
 * back to.
 */
final class ReadSchemaStep extends DeliveryStep {

  static final String NO_MIGRATION = "none";

  ReadSchemaStep(Delivery delivery) {
    super("read-schema", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    Optional<Migrator> migrator =
        delivery.migrator(context, config, delivery.slot(context), delivery.values(context));
    if (migrator.isEmpty()) {
      return StepResult.skipped("the app declares no migrations");
    }
    MigrationStatus status = migrator.get().status();
    context.say(
        "%d migrations applied, %d pending %s"
            .formatted(status.applied().size(), status.pending().size(), status.pending()));
    return StepResult.done(
        Facts.of(DeliveryFacts.SCHEMA_BEFORE, last(status))
            .with(DeliveryFacts.PENDING, (long) status.pending().size())
            .with(DeliveryFacts.FINGERPRINT_BEFORE, delivery.fingerprint(config).orElse("")));
  }

  static String last(MigrationStatus status) {
    return status.latest().map(MigrationId::value).orElse(NO_MIGRATION);
  }

  static Optional<MigrationId> migration(String fact) {
    return fact.equals(NO_MIGRATION) ? Optional.empty() : Optional.of(new MigrationId(fact));
  }
}
