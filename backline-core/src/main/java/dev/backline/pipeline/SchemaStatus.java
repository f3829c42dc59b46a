package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.MigrationTool;
import dev.backline.database.migrate.Migrator;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the release that serves which migrations its database has. Changes nothing. */
public final class SchemaStatus {

  private SchemaStatus() {}

  /**
   * What the app's own status command tells.
   *
   * @param lease held on the environment: the command runs in the release's slot, beside no run
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if nothing serves there or
   *     the app declares no migrations
   */
  public static MigrationStatus of(Parts parts, Lease lease) throws InterruptedException {
    Delivery delivery = new Delivery(parts, lease.scope());
    Release live = live(parts, lease.scope(), delivery);
    Slot slot = live.slot().orElseThrow(() -> nothing(lease.scope(), "no release serves there"));
    AppConfig config = delivery.config(live.candidate().commit());
    Optional<DatabaseAccess> database = delivery.database(config);
    if (config.migrations().isEmpty() || database.isEmpty()) {
      throw nothing(lease.scope(), "its backline.yml declares no migrations");
    }
    ReleaseValues values =
        new ReleaseValues(
            config,
            delivery.spec(config),
            live.label(),
            live.candidate().commit(),
            delivery.databaseForApp(config),
            parts
                .secrets()
                .of(delivery.app(), delivery.environment())
                .require(config.secretsOf(delivery.spec(config))));
    return new Migrator(
            new SlotHost(delivery.place(config).runtime(), slot, new Fence(lease.token().value())),
            new MigrationTool(
                config.migrations().get(), Path.of("."), values.migrationEnvironment()),
            database.get(),
            new Masker(values.confidential()))
        .status();
  }

  private static Release live(Parts parts, LeaseScope scope, Delivery delivery) {
    return parts
        .history()
        .current(delivery.app(), delivery.environment())
        .orElseThrow(() -> nothing(scope, "no release serves there"));
  }

  private static RuntimeException nothing(LeaseScope scope, String why) {
    return Failure.usage("reading the schema of " + scope, why, "see: backline status")
        .toException();
  }
}
