package dev.backline.database.migrate;

import dev.backline.failure.Failure;
import java.util.List;
import java.util.Optional;

/** How a migration ended, as the database shows it and not as the tool says. */
public sealed interface MigrationResult {

  MigrationStatus before();

  /**
   * All is as it was asked for.
   *
   * @param changed the migrations applied or reverted, in the order of the status; empty if there
   *     was nothing to do
   */
  record Done(MigrationStatus before, MigrationStatus now, List<MigrationId> changed)
      implements MigrationResult {
    public Done {
      changed = List.copyOf(changed);
    }
  }

  /**
   * It is not.
   *
   * @param now what is applied after the failure; empty if that couldn't be found out
   */
  record Failed(Failure failure, MigrationStatus before, Optional<MigrationStatus> now)
      implements MigrationResult {

    /** Whether some of it was done: the schema is neither the one before nor the one wanted. */
    public boolean halfWay() {
      return now.isEmpty() || !now.get().applied().equals(before.applied());
    }
  }
}
