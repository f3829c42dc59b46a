package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.database.migrate.MigrationId;
import dev.backline.database.migrate.MigrationResult;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.Migrator;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.Optional;

/** Runs the live release's migrations up, or down to a given one, or by one when none is given. */
final class MigrateByHandStep extends DeliveryStep {

  private final boolean up;
  private final Optional<String> to;

  MigrateByHandStep(Delivery delivery, boolean up, Optional<String> to) {
    super("migrate", delivery);
    this.up = up;
    this.to = to;
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    Migrator migrator = migrator(context);
    MigrationResult result =
        up
            ? migrator.up(context.commandOutput())
            : migrator.down(target(migrator.status(), context), context.commandOutput());
    return switch (result) {
      case MigrationResult.Done done -> {
        context.say(
            done.changed().isEmpty()
                ? "nothing to do"
                : (up ? "applied " : "reverted ") + done.changed());
        yield StepResult.done(
            Facts.of(DeliveryFacts.SCHEMA_AFTER, ReadSchemaStep.last(done.now())));
      }
      case MigrationResult.Failed failed -> throw failed.failure().toException();
    };
  }

  @Override
  public Undo undo() {
    return new Undo.By(context -> {
      Migrator migrator = migrator(context);
      MigrationResult back =
          up
              ? migrator.down(
                  ReadSchemaStep.migration(context.get(DeliveryFacts.SCHEMA_BEFORE)),
                  context.commandOutput())
              : migrator.up(context.commandOutput());
      if (back instanceof MigrationResult.Failed failed) {
        throw failed.failure().toException();
      }
    });
  }

  /**
   * One down from where the schema stood at the start, so that a resumed run does not go down
   * twice.
   */
  private Optional<MigrationId> target(MigrationStatus now, StepContext context) {
    if (to.isPresent()) {
      return ReadSchemaStep.migration(to.get());
    }
    Optional<MigrationId> before =
        ReadSchemaStep.migration(context.get(DeliveryFacts.SCHEMA_BEFORE));
    int index = before.map(now.applied()::indexOf).orElse(-1);
    if (index < 0) {
      return now.latest();
    }
    return index == 0 ? Optional.empty() : Optional.of(now.applied().get(index - 1));
  }

  private Migrator migrator(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    return delivery
        .migrator(context, config, delivery.slot(context), delivery.values(context))
        .orElseThrow(() ->
            Failure.usage(
                    "migrating " + delivery.environment(),
                    "backline.yml declares no migrations",
                    "declare them under 'migrations'")
                .toException());
  }
}
