package dev.backline.proof;

import java.util.List;
import java.util.Optional;

/**
 * How a delivery will be undone if it has to be.
 *
 * @param app the release before serves again, on the schema as it is then
 * @param migration so, and the migrations go down
 * @param full the backup is restored: by a person only, once the database may have taken writes
 */
public record RollbackPlan(Way app, Way migration, Way full) {

  /** What the parts of a rehearsal say about the ways back. */
  static RollbackPlan of(List<ProofPart> parts, long pending) {
    return new RollbackPlan(app(parts, pending), migration(parts, pending), full(parts));
  }

  private static Way app(List<ProofPart> parts, long pending) {
    if (pending == 0) {
      return new Way(Way.Safety.SAFE, "the schema stays as it is", 0);
    }
    ProofPart old = part(parts, PartName.OLD_RELEASE);
    return switch (old.outcome()) {
      case PASSED ->
          new Way(
              Way.Safety.SAFE,
              "the release before passes the smoke tests on the migrated schema; no write is lost",
              old.tookMillis());
      case FAILED -> new Way(Way.Safety.UNSAFE, old.detail(), old.tookMillis());
      case NOT_DONE -> new Way(Way.Safety.UNKNOWN, old.detail(), 0);
    };
  }

  private static Way migration(List<ProofPart> parts, long pending) {
    if (pending == 0) {
      return new Way(Way.Safety.SAFE, "no migration is to be taken back", 0);
    }
    ProofPart down = part(parts, PartName.MIGRATE_DOWN);
    return switch (down.outcome()) {
      case PASSED ->
          new Way(
              Way.Safety.SAFE,
              "the way down restores the schema; what the new release wrote only into what it"
                  + " takes away is lost",
              down.tookMillis());
      case FAILED -> new Way(Way.Safety.UNSAFE, down.detail(), down.tookMillis());
      case NOT_DONE -> new Way(Way.Safety.UNKNOWN, down.detail(), 0);
    };
  }

  private static Way full(List<ProofPart> parts) {
    ProofPart restore = part(parts, PartName.RESTORE);
    return switch (restore.outcome()) {
      case PASSED ->
          new Way(
              Way.Safety.SAFE,
              "the backup was restored; every write since it would be lost",
              restore.tookMillis());
      case FAILED -> new Way(Way.Safety.UNSAFE, restore.detail(), restore.tookMillis());
      case NOT_DONE -> new Way(Way.Safety.UNKNOWN, restore.detail(), 0);
    };
  }

  private static ProofPart part(List<ProofPart> parts, PartName name) {
    Optional<ProofPart> found = parts.stream().filter(part -> part.name() == name).findFirst();
    return found.orElseGet(() -> ProofPart.notDone(name, "it was not tried"));
  }
}
