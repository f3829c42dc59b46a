package dev.backline.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements on the state file, always inside a transaction. */
public final class Sql {

  /** What a transaction does; an exception rolls it back. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Transaction tx) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final DataSource dataSource;

  /** The connection of {@link #lookingAround}. */
  private final ScopedValue<Connection> shared = ScopedValue.newInstance();

  public Sql(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Does the work and commits it, or nothing of it. */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Transaction(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw StateFile.failure(e);
    }
  }

  /**
   * Runs one query, seeing one moment. Takes no lock: however often others look, whoever writes
   * does not wait for them.
   */
  public <T> T looking(Work<T> query) {
    if (shared.isBound()) {
      return looking(shared.get(), query);
    }
    try (Connection connection = dataSource.getConnection()) {
      return looking(connection, query);
    } catch (SQLException e) {
      throw StateFile.failure(e);
    }
  }

  /**
   * Lets all that {@link #looking} asks for in there go through one connection. SQLite makes a
   * write-ahead log for the first that opens the file and takes it away with the last: for each
   * query alone that is most of its time.
   */
  public <T> T lookingAround(Supplier<T> looks) {
    try (Connection connection = dataSource.getConnection()) {
      return ScopedValue.where(shared, connection).call(looks::get);
    } catch (SQLException e) {
      throw StateFile.failure(e);
    }
  }

  private static <T> T looking(Connection connection, Work<T> query) {
    try {
      return query.in(new Transaction(connection));
    } catch (SQLException e) {
      throw StateFile.failure(e);
    }
  }

  /** SQLite has rolled back by itself when its disk is full: then there is nothing left to do. */
  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** The statements of one transaction. */
  public static final class Transaction {

    private final Connection connection;

    Transaction(Connection connection) {
      this.connection = connection;
    }

    /** The number of rows changed. */
    public int update(String statement, @Nullable Object... parameters) throws SQLException {
      try (PreparedStatement prepared = prepare(statement, parameters)) {
        return prepared.executeUpdate();
      }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> one(String query, Row<T> row, @Nullable Object... parameters)
        throws SQLException {
      return list(query, row, parameters).stream().findFirst();
    }

    public <T> List<T> list(String query, Row<T> row, @Nullable Object... parameters)
        throws SQLException {
      try (PreparedStatement prepared = prepare(query, parameters);
          ResultSet rows = prepared.executeQuery()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(row.read(rows));
        }
        return List.copyOf(read);
      }
    }

    private PreparedStatement prepare(String statement, @Nullable Object... parameters)
        throws SQLException {
      PreparedStatement prepared = connection.prepareStatement(statement);
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      return prepared;
    }
  }
}
