package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a restored database in the live one's place by renaming both. First the live one is fenced
 * (nobody may connect, everybody is disconnected); then one transaction renames both and opens the
 * new one. So a crash leaves one of three states, which {@link #probe} tells apart, and in none of
 * them is a database lost. The old database stays, closed, under a name of its own.
 *
 * <p>Each operation may be repeated.
 */
public final class DatabaseSwitch {

  private static final String IN_USE = "55006";
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final DatabaseAccess admin;
  private final Names names;

  /**
   * @param live what the app uses
   * @param restored what is to take its place; proven
   * @param before under which the old one is kept
   */
  public record Names(DatabaseName live, DatabaseName restored, DatabaseName before) {

    public Names {
      if (live.equals(restored) || live.equals(before) || restored.equals(before)) {
        throw new IllegalArgumentException("a switch needs three different names");
      }
    }

    /** For a switch at that time. */
    public static Names at(DatabaseName live, DatabaseName restored, Instant time) {
      return new Names(live, restored, live.before(time));
    }
  }

  /**
   * @param admin a superuser's access to the maintenance database
   */
  public DatabaseSwitch(DatabaseAccess admin, Names names) {
    this.admin = admin;
    this.names = names;
  }

  /** How far it has come; changes nothing. */
  public SwitchState probe(Duration limit) {
    try (Connection connection = admin.connect(limit)) {
      return state(connection);
    } catch (SQLException e) {
      throw failed("looking at", e);
    }
  }

  /**
   * Fences and switches.
   *
   * @param proof that the restored database is what was backed up
   * @param limit how long it may take to get everybody out
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if the proof is of another
   *     database or there is nothing to switch
   */
  public void run(RestoreResult.Proven proof, Duration limit) throws InterruptedException {
    if (!proof.database().name().equals(names.restored())) {
      throw Failure.refused(
              "switching to database " + names.restored(),
              "the proof is of database " + proof.database().name(),
              "restore the backup again")
          .toException();
    }
    fence(limit);
    complete(limit);
  }

  /** Closes the live database and disconnects everybody from it. */
  public void fence(Duration limit) throws InterruptedException {
    try (Connection connection = admin.connect(limit)) {
      SwitchState state = state(connection);
      if (state == SwitchState.NOT_STARTED) {
        DatabaseProperties.copy(connection, names.live(), names.restored());
        allowConnections(connection, names.live(), false);
      } else if (state != SwitchState.FENCED && state != SwitchState.SWITCHED) {
        throw unexpected(state);
      }
      if (state != SwitchState.SWITCHED) {
        disconnect(connection, names.live());
      }
    } catch (SQLException e) {
      throw failed("fencing", e);
    }
  }

  /** Switches the fenced database; nothing happens if that is done already. */
  public void complete(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (Connection connection = admin.connect(limit)) {
      SwitchState state = state(connection);
      if (state == SwitchState.SWITCHED) {
        return;
      }
      if (state != SwitchState.FENCED) {
        throw unexpected(state);
      }
      while (!tryRename(connection)) {
        if (System.nanoTime() > deadline) {
          throw Failure.unavailable(
                  "switching database " + names.live(),
                  "clients were still connected after " + limit.toSeconds() + " s",
                  "the database is fenced: finish the switch or revert it")
              .toException();
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (SQLException e) {
      throw failed("switching", e);
    }
  }

  /** Opens the live database again if it is fenced; a completed switch is not reverted. */
  public void revert(Duration limit) {
    try (Connection connection = admin.connect(limit)) {
      SwitchState state = state(connection);
      if (state == SwitchState.FENCED) {
        allowConnections(connection, names.live(), true);
      } else if (state == SwitchState.SWITCHED) {
        throw unexpected(state);
      }
    } catch (SQLException e) {
      throw failed("reverting the switch of", e);
    }
  }

  private boolean tryRename(Connection connection) throws SQLException {
    disconnect(connection, names.live());
    disconnect(connection, names.restored());
    connection.setAutoCommit(false);
    try {
      rename(connection, names.live(), names.before());
      rename(connection, names.restored(), names.live());
      allowConnections(connection, names.live(), true);
      connection.commit();
      return true;
    } catch (SQLException e) {
      connection.rollback();
      if (IN_USE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private SwitchState state(Connection connection) throws SQLException {
    Map<String, Boolean> open = new HashMap<>();
    String query = "SELECT datname, datallowconn FROM pg_database WHERE datname IN (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, names.live().value());
      statement.setString(2, names.restored().value());
      statement.setString(3, names.before().value());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          open.put(rows.getString(1), rows.getBoolean(2));
        }
      }
    }
    boolean liveIsThere = open.containsKey(names.live().value());
    boolean restoredIsThere = open.containsKey(names.restored().value());
    boolean oldIsThere = open.containsKey(names.before().value());
    if (liveIsThere && restoredIsThere && !oldIsThere) {
      return Boolean.TRUE.equals(open.get(names.live().value()))
          ? SwitchState.NOT_STARTED
          : SwitchState.FENCED;
    }
    if (liveIsThere && !restoredIsThere) {
      return oldIsThere ? SwitchState.SWITCHED : SwitchState.NOTHING_TO_SWITCH;
    }
    return SwitchState.UNKNOWN;
  }

  private static void disconnect(Connection connection, DatabaseName name) throws SQLException {
    String sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name.value());
      statement.execute();
    }
  }

  private static void allowConnections(Connection connection, DatabaseName name, boolean allowed)
      throws SQLException {
    execute(connection, "ALTER DATABASE " + name.quoted() + " WITH ALLOW_CONNECTIONS " + allowed);
  }

  private static void rename(Connection connection, DatabaseName from, DatabaseName to)
      throws SQLException {
    execute(connection, "ALTER DATABASE " + from.quoted() + " RENAME TO " + to.quoted());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private RuntimeException unexpected(SwitchState state) {
    String what =
        switch (state) {
          case NOT_STARTED -> "database " + names.live() + " is not fenced";
          case FENCED -> "database " + names.live() + " is fenced";
          case SWITCHED -> "it is switched already";
          case NOTHING_TO_SWITCH -> "there is no database " + names.restored();
          case UNKNOWN ->
              "somebody else has renamed or deleted one of "
                  + List.of(names.live(), names.restored(), names.before());
        };
    Failure failure =
        state == SwitchState.UNKNOWN
            ? Failure.needsPerson(
                "switching database " + names.live(), what, "look at the server's databases")
            : Failure.refused(
                "switching database " + names.live(), what, "restore a backup first, then switch");
    return failure.toException();
  }

  private RuntimeException failed(String tried, SQLException e) {
    return Failure.unavailable(
            tried + " database " + names.live(),
            "PostgreSQL said: " + e.getMessage(),
            "check that the server runs; then finish the switch or revert it")
        .toException(e);
  }
}
