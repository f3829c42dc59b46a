package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.catalogue.TableName;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at locks and tables through a connection of its own, so that what is watched notices
 * nothing. What it fails to see is told by {@link #requireComplete}, never thrown at those whose
 * statements are watched.
 */
final class Catalogue implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String LOCKS =
      """
      SELECT l.relation, l.mode, c.oid IS NULL
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
      WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384
        AND l.database =
          (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        AND (c.oid IS NULL OR c.relkind IN ('r', 'p') AND c.relpersistence <> 't')
      """;

  private static final String WAITING =
      "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = ? AND wait_event = 'ClientRead'";

  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, c.relname, c.relfilenode
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.oid >= 16384
      """;

  /** What is asked on the connection. */
  @FunctionalInterface
  private interface Question<T> {

    T ask(Connection connection) throws SQLException;
  }

  private final DatabaseAccess admin;
  private Connection connection;
  private @Nullable SQLException blind;
  private boolean closed;
  private volatile Tables tables;

  private Catalogue(DatabaseAccess admin, Connection connection, Tables tables) {
    this.admin = admin;
    this.connection = connection;
    this.tables = tables;
  }

  static Catalogue open(DatabaseAccess admin) throws SQLException {
    Connection connection = admin.connect(LIMIT);
    try {
      return new Catalogue(admin, connection, readTables(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The locks on tables that a backend holds now, and those on what nobody else can see yet. */
  List<SeenLock> locksOf(int pid) {
    return ask(connection -> readLocks(connection, pid)).orElseGet(List::of);
  }

  /** Whether a backend waits for the next message (PostgreSQL manual, table 28.8). */
  boolean waitsForClient(int pid) {
    return ask(connection -> readWaiting(connection, pid)).orElse(false);
  }

  /** As they were at the last look. */
  Tables tables() {
    return tables;
  }

  Tables lookAgain() {
    ask(Catalogue::readTables).ifPresent(found -> tables = found);
    return tables;
  }

  /**
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it could not see
   *     everything
   */
  synchronized void requireComplete() {
    if (blind != null) {
      throw Failure.unavailable(
              "watching the statements on database " + admin.name(),
              "locks and tables could not be read: " + blind.getMessage(),
              "see that the server runs and has connections left, then try again")
          .toException(blind);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }

  private void disconnect() {
    try {
      connection.close();
    } catch (SQLException itIsGone) {
      // Nothing was to be kept.
    }
  }

  /** Asks, once more by a new connection if need be; after that no more. */
  private synchronized <T> Optional<T> ask(Question<T> question) {
    if (blind != null || closed) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.ask(connection));
    } catch (SQLException first) {
      return askAnew(question, first);
    }
  }

  private <T> Optional<T> askAnew(Question<T> question, SQLException first) {
    try {
      disconnect();
      connection = admin.connect(LIMIT);
      return Optional.of(question.ask(connection));
    } catch (SQLException second) {
      first.addSuppressed(second);
      blind = first;
      return Optional.empty();
    }
  }

  private static boolean readWaiting(Connection connection, int pid) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setInt(1, pid);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static List<SeenLock> readLocks(Connection connection, int pid) throws SQLException {
    List<SeenLock> locks = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCKS)) {
      statement.setInt(1, pid);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          SeenLock.of(rows.getLong(1), rows.getString(2), rows.getBoolean(3)).ifPresent(locks::add);
        }
      }
    }
    return locks;
  }

  private static Tables readTables(Connection connection) throws SQLException {
    Map<Long, Tables.Table> tables = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        tables.put(
            rows.getLong(1),
            new Tables.Table(new TableName(rows.getString(2), rows.getString(3)), rows.getLong(4)));
      }
    }
    return new Tables(tables);
  }
}
