package dev.backline.database.trace;

import dev.backline.database.catalogue.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A statement as the server executed it.
 *
 * @param connection counts the connections of one trace from 1
 * @param sql its text as it was sent; of several in one message, all of it
 * @param inTransaction whether it ran within an explicit transaction
 * @param took from sending it to the server's answer
 * @param rows that the server says it touched; empty where it says nothing
 * @param locks on ordinary and partitioned tables, taken by this statement
 * @param rewritten tables whose rows were all written anew
 * @param failure SQLSTATE and message, if it failed
 */
public record TracedStatement(
    int connection,
    String sql,
    boolean inTransaction,
    Duration took,
    OptionalLong rows,
    List<TakenLock> locks,
    Set<TableName> rewritten,
    Optional<String> failure) {

  public TracedStatement {
    locks = List.copyOf(locks);
    rewritten = Set.copyOf(rewritten);
  }
}
