package dev.backline.config;

import java.util.Objects;

/**
 * What the findings of a rehearsal mean in an environment. A migration or a new release that fails
 * on the copy always ends the delivery.
 *
 * @param lint a migration locks or rewrites a big table
 * @param appRollback the release before does not work on the migrated schema
 * @param migrationRollback the migrations' way down does not restore the schema
 * @param impossible the rehearsal could not be made
 */
public record ProofSpec(
    ProofRule lint, ProofRule appRollback, ProofRule migrationRollback, ProofRule impossible) {

  public ProofSpec {
    Objects.requireNonNull(lint, "lint");
    Objects.requireNonNull(appRollback, "appRollback");
    Objects.requireNonNull(migrationRollback, "migrationRollback");
    Objects.requireNonNull(impossible, "impossible");
  }
}
