package dev.musicgraph.migration;

import dev.musicgraph.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import liquibase.changelog.ChangeSet;

/** Moves the schema forward and back, one migration at a time, each in one transaction. */
public final class Migrations {
  private final Connection connection;
  private final MigrationSource source;

  /**
   * @param connection in auto-commit mode, for this alone
   */
  public Migrations(Connection connection) {
    this(connection, MigrationSource.OF_THIS_RELEASE);
  }

  Migrations(Connection connection, MigrationSource source) {
    this.connection = connection;
    this.source = source;
  }

  /**
   * Applies all that is pending.
   *
   * @throws Refusal if one fails: it leaves no trace, those before it stay
   */
  public void up(Consumer<MigrationId> applied) throws SQLException {
    try (MigrationLock lock = MigrationLock.take(connection);
        Changelog changelog = Changelog.open(connection, source)) {
      applyPending(changelog, applied);
    }
  }

  /**
   * Applies all that is pending if the database holds no data, for a first start or one that was
   * cut short. Looks again once it has the lock: another instance may have been first.
   *
   * @return whether nothing is pending now
   */
  public boolean initialise(Consumer<MigrationId> applied) throws SQLException {
    try (MigrationLock lock = MigrationLock.take(connection)) {
      if (SchemaReader.read(connection).pending().isEmpty()) {
        return true;
      }
      if (!SchemaReader.holdsNoData(connection)) {
        return false;
      }
      try (Changelog changelog = Changelog.open(connection, source)) {
        applyPending(changelog, applied);
      }
      return true;
    }
  }

  /**
   * Reverts every applied migration after {@code to}, or all, the last one first.
   *
   * @throws Refusal before anything is touched, if one of them can't be reverted; or if one fails:
   *     it leaves no trace, those before it stay reverted
   */
  public void down(Optional<MigrationId> to, Consumer<MigrationId> reverted) throws SQLException {
    try (MigrationLock lock = MigrationLock.take(connection);
        Changelog changelog = Changelog.open(connection, source)) {
      SortedSet<MigrationId> applied = SchemaReader.applied(connection);
      for (ChangeSet migration : toRevert(changelog, applied, to)) {
        changelog.revert(migration);
        reverted.accept(Changelog.id(migration));
      }
    }
  }

  private static void applyPending(Changelog changelog, Consumer<MigrationId> applied) {
    for (ChangeSet migration : changelog.pending()) {
      changelog.apply(migration);
      applied.accept(Changelog.id(migration));
    }
  }

  private static List<ChangeSet> toRevert(
      Changelog changelog, SortedSet<MigrationId> applied, Optional<MigrationId> to) {
    if (to.isPresent() && !applied.contains(to.get())) {
      throw new Refusal("can't go down to " + to.get() + ": it isn't applied. See migrate status.");
    }
    Map<MigrationId, ChangeSet> known = new TreeMap<>();
    changelog.migrations().forEach(migration -> known.put(Changelog.id(migration), migration));
    List<MigrationId> wanted =
        applied.stream()
            .filter(id -> to.isEmpty() || id.compareTo(to.get()) > 0)
            .sorted(Comparator.reverseOrder())
            .toList();
    for (MigrationId id : wanted) {
      ChangeSet migration = known.get(id);
      if (migration == null) {
        throw new Refusal(
            "can't revert "
                + id
                + ": a newer release brought it. Run migrate down with that one."
                + " Nothing was changed.");
      }
      if (!changelog.canRevert(migration)) {
        throw new Refusal(
            "can't revert "
                + id
                + ": it has no rollback block. Restore a backup instead."
                + " Nothing was changed.");
      }
    }
    return wanted.stream().map(known::get).toList();
  }
}
