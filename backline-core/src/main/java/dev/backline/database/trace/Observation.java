package dev.backline.database.trace;

import dev.backline.database.catalogue.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A statement that has ended, and what is still to be found out about it: tables that its own
 * transaction made have names for others only when that has ended.
 */
final class Observation {

  private final int connection;
  private final String sql;
  private final boolean inTransaction;
  private final Set<TakenLock> locks = new LinkedHashSet<>();
  private final Set<TableName> rewritten = new HashSet<>();
  private final List<SeenLock> unnamedLocks = new ArrayList<>();
  private final Set<Long> unnamedRewritten = new HashSet<>();
  private final Set<Long> exclusive = new HashSet<>();
  private final List<CommandTag> tags = new ArrayList<>();
  private Duration took = Duration.ZERO;
  private OptionalLong rows = OptionalLong.empty();
  private Optional<String> failure = Optional.empty();

  Observation(int connection, String sql, boolean inTransaction) {
    this.connection = connection;
    this.sql = sql;
    this.inTransaction = inTransaction;
  }

  /** Adds what one round to the server brought: a result may be fetched in several. */
  synchronized void add(StatementEnd end, List<SeenLock> taken, Set<Long> rewrittenTables) {
    took = took.plus(end.took());
    if (end.rows().isPresent()) {
      rows = OptionalLong.of(rows.orElse(0) + end.rows().getAsLong());
    }
    tags.addAll(end.tags());
    failure = failure.or(end::failure);
    unnamedLocks.addAll(taken);
    unnamedRewritten.addAll(rewrittenTables);
    taken.stream()
        .filter(lock -> lock.mode().stopsReads())
        .forEach(lock -> exclusive.add(lock.oid()));
  }

  /** Its transaction could not be committed. */
  synchronized void fail(String reason) {
    failure = failure.or(() -> Optional.of(reason));
  }

  synchronized void rewrote(TableName table) {
    rewritten.add(table);
  }

  synchronized void name(Tables tables) {
    unnamedLocks.removeIf(lock ->
        tables
            .name(lock.oid())
            .map(name -> locks.add(new TakenLock(name, lock.mode(), lock.created())))
            .isPresent());
    unnamedRewritten.removeIf(oid -> tables.name(oid).map(rewritten::add).isPresent());
  }

  /** What has no name now is no table, or has gone with its transaction. */
  synchronized void settle() {
    unnamedLocks.clear();
    unnamedRewritten.clear();
  }

  /** Whether a look at the tables, once its transaction has ended, could tell more. */
  synchronized boolean mayTellMore() {
    return !unnamedLocks.isEmpty()
        || !unnamedRewritten.isEmpty()
        || !exclusive.isEmpty()
        || tags.stream().anyMatch(CommandTag::rewritesUnseen);
  }

  synchronized boolean locked(long oid) {
    return exclusive.contains(oid);
  }

  /** Whether it locked something that was gone again when the transaction ended. */
  synchronized boolean lockedWhatIsGone() {
    return unnamedLocks.stream().anyMatch(lock -> lock.mode().stopsReads());
  }

  synchronized boolean rewritesUnseen() {
    return tags.stream().anyMatch(CommandTag::rewritesUnseen);
  }

  synchronized boolean empties() {
    return tags.stream().anyMatch(CommandTag::empties);
  }

  synchronized TracedStatement statement() {
    return new TracedStatement(
        connection, sql, inTransaction, took, rows, List.copyOf(locks), rewritten, failure);
  }
}
