package dev.backline.config.schema;

import dev.backline.config.ProofRule;
import dev.backline.config.ProofSpec;
import dev.backline.config.RehearsalReach;
import dev.backline.config.Rehearse;
import java.util.List;
import java.util.Optional;

/** {@code rehearse}, {@code rehearsalReach} and {@code proof} of an environment. */
final class ProofKeys {

  static final Key<Optional<Rehearse>> REHEARSE =
      Key.optional(
          "rehearse",
          Choice.of(
              new Choice.Option<>("always", Rehearse.ALWAYS, "Each delivery is."),
              new Choice.Option<>(
                  "withMigrations",
                  Rehearse.WITH_MIGRATIONS,
                  "A delivery with pending migrations is."),
              new Choice.Option<>("never", Rehearse.NEVER, "None is.")),
          "Whether a delivery is rehearsed on a copy of the database first: migrations, the new"
              + " release, the release before on the new schema, and the way down."
              + " `withMigrations` where releases are promoted, else `never`, when left out.");

  static final Key<RehearsalReach> REACH =
      Key.withDefault(
          "rehearsalReach",
          Choice.of(
              new Choice.Option<>(
                  "copy", RehearsalReach.COPY, "Nothing but the copy of the database."),
              new Choice.Option<>(
                  "network",
                  RehearsalReach.NETWORK,
                  "All that this machine reaches, in earnest: for releases that don't start without"
                      + " some other server.")),
          "copy",
          "What releases and migrations reach while they are rehearsed on this machine.");

  private static final Choice<ProofRule> RULE =
      Choice.of(
          new Choice.Option<>("block", ProofRule.BLOCK, "The delivery ends."),
          new Choice.Option<>(
              "approve",
              ProofRule.APPROVE,
              "It waits for a person: `backline run RUN --approve --because WHY`."),
          new Choice.Option<>("warn", ProofRule.WARN, "It goes on; the proof keeps it."));

  private static final Key<ProofRule> LINT =
      Key.withDefault("lint", RULE, "block", "A migration locks or rewrites a big table.");
  private static final Key<ProofRule> APP_ROLLBACK =
      Key.withDefault(
          "appRollback",
          RULE,
          "warn",
          "The release before does not work on the migrated schema, so that the app alone can't be"
              + " rolled back.");
  private static final Key<ProofRule> MIGRATION_ROLLBACK =
      Key.withDefault(
          "migrationRollback",
          RULE,
          "warn",
          "The migrations' way down fails or does not restore the schema.");
  private static final Key<ProofRule> IMPOSSIBLE =
      Key.withDefault("impossible", RULE, "warn", "The rehearsal could not be made.");

  private static final Shape<ProofSpec> SHAPE =
      new Shape<>(
          "proof",
          List.of(LINT, APP_ROLLBACK, MIGRATION_ROLLBACK, IMPOSSIBLE),
          v ->
              new ProofSpec(
                  v.get(LINT), v.get(APP_ROLLBACK), v.get(MIGRATION_ROLLBACK), v.get(IMPOSSIBLE)));

  static final Key<ProofSpec> PROOF =
      Key.orEmpty(
          "proof",
          SHAPE,
          "What findings of the rehearsal mean. A migration or a new release that fails on the copy"
              + " always ends the delivery.");

  private ProofKeys() {}
}
