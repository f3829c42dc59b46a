package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.lint.sql.SqlName;
import dev.backline.database.trace.LockMode;
import dev.backline.database.trace.TakenLock;
import dev.backline.database.trace.TracedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message to the server as it was executed, in its surroundings.
 *
 * @param number from 1
 * @param parts its statements, at least one
 * @param after how production's tables are after it
 * @param transaction a number that the messages of one transaction share
 * @param heldBefore the locks that its transaction held before it
 * @param rowsBefore how many rows of each table its transaction had changed before it
 * @param lockTimeout whether it waits for locks only so long
 */
record Execution(
    int number,
    TracedStatement traced,
    List<Part> parts,
    Tables after,
    int transaction,
    Set<TakenLock> heldBefore,
    Map<TableName, Long> rowsBefore,
    boolean lockTimeout) {

  Execution {
    parts = List.copyOf(parts);
    heldBefore = Set.copyOf(heldBefore);
    rowsBefore = Map.copyOf(rowsBefore);
  }

  boolean failed() {
    return traced.failure().isPresent();
  }

  /** Whether other statements share its transaction; those of one message always do. */
  boolean withinTransaction() {
    return traced.inTransaction() || parts.size() > 1;
  }

  Duration took() {
    return traced.took();
  }

  /** All locks that its transaction holds once it is done. */
  Stream<TakenLock> held() {
    return Stream.concat(heldBefore.stream(), traced.locks().stream());
  }

  /** The tables that the statement itself locked at least so strongly, each with its strongest. */
  Stream<TakenLock> locked(LockMode least) {
    return traced.locks().stream()
        .filter(lock -> lock.mode().compareTo(least) >= 0)
        .filter(lock ->
            traced.locks().stream()
                .noneMatch(other ->
                    other.table().equals(lock.table()) && other.mode().compareTo(lock.mode()) > 0));
  }

  /** The table that a name means: one that was locked, or else one that production has. */
  static Optional<TableName> table(SqlName name, Stream<TakenLock> locks, Tables tables) {
    return locks
        .map(TakenLock::table)
        .filter(table -> table.table().equals(name.name()))
        .filter(table -> name.schema().map(table.schema()::equals).orElse(true))
        .findFirst()
        .or(() -> tables.named(name));
  }

  /** The table that a name of a statement means, if production has it. */
  Optional<KnownTable> known(Part part, SqlName name) {
    return table(name, held(), part.tables()).flatMap(table -> known(part, table));
  }

  Optional<KnownTable> known(Part part, TableName table) {
    boolean created = held().anyMatch(lock -> lock.created() && lock.table().equals(table));
    return created
        ? Optional.empty()
        // A lock may be told by the name that the table has afterwards.
        : part.tables()
            .size(table)
            .or(() -> after.size(table))
            .map(size -> new KnownTable(table, size));
  }

  /** The statement of the message that seems to be about a table. */
  Part about(TableName table) {
    return parts.stream()
        .filter(part -> part.statement().mentions(table.table()))
        .findFirst()
        .or(() -> parts.stream().filter(part -> !part.prepares()).findFirst())
        .orElse(parts.getFirst());
  }

  Finding finding(LintRule rule, Part part, Optional<KnownTable> table, String why, String remedy) {
    return new Finding(
        rule,
        number,
        part.statement().shortLine(),
        table.map(KnownTable::name),
        table.map(KnownTable::size),
        why,
        remedy,
        part.allowed(rule));
  }
}
