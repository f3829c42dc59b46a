package dev.backline.database;

import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * The databases of environments in one PostgreSQL server, each with a role of its own that can
 * connect to nothing else there.
 */
public final class EnvironmentDatabases {

  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);
  private static final String INVALID_PASSWORD = "28P01";

  private final DatabaseAccess admin;
  private final DatabasePasswords passwords;

  /**
   * @param admin a superuser's access to the server's maintenance database
   */
  public EnvironmentDatabases(DatabaseAccess admin, DatabasePasswords passwords) {
    this.admin = admin;
    this.passwords = passwords;
  }

  /** The environment's database, made if it is missing. Repeating it changes nothing. */
  public DatabaseAccess ensure(DatabaseName name) {
    RoleName role = new RoleName(name.value());
    try (Connection connection = admin.connect(STATEMENT_LIMIT);
        ServerLock lock = ServerLock.take(connection, "databases", STATEMENT_LIMIT)) {
      keepOthersOut(connection);
      DatabaseAccess access = access(name, role, ensureRole(connection, role));
      if (!exists(connection, name)) {
        create(connection, name, role);
      }
      restrict(connection, name, role);
      ensurePasswordWorks(connection, access);
      return access;
    } catch (SQLException e) {
      throw failed("making database " + name, e);
    }
  }

  /** How the environment's app reaches its database; empty if there is none yet. */
  public Optional<DatabaseAccess> find(DatabaseName name) {
    RoleName role = new RoleName(name.value());
    try (Connection connection = admin.connect(STATEMENT_LIMIT)) {
      return exists(connection, name)
          ? passwords.find(role).map(password -> access(name, role, password))
          : Optional.empty();
    } catch (SQLException e) {
      throw failed("looking for database " + name, e);
    }
  }

  /**
   * A new empty database for that role, closed to all others; fails if the name is taken. The role
   * is made if it is missing.
   */
  public DatabaseAccess createEmpty(DatabaseName name, RoleName owner) {
    try (Connection connection = admin.connect(STATEMENT_LIMIT)) {
      ensureRole(connection, owner);
      create(connection, name, owner);
      restrict(connection, name, owner);
      return admin.to(name);
    } catch (SQLException e) {
      throw failed("making database " + name, e);
    }
  }

  /** Gives a database and what one role owns in it to another, made for it, and to no one else. */
  DatabaseAccess handOver(DatabaseName name, RoleName from, RoleName to) {
    try (Connection connection = admin.connect(STATEMENT_LIMIT);
        Connection inside = admin.to(name).connect(STATEMENT_LIMIT)) {
      Secret password = ensureRole(connection, to);
      execute(connection, "ALTER DATABASE " + name.quoted() + " OWNER TO " + to.quoted());
      execute(connection, "REVOKE ALL ON DATABASE " + name.quoted() + " FROM PUBLIC");
      execute(connection, "REVOKE ALL ON DATABASE " + name.quoted() + " FROM " + from.quoted());
      OwnedObjects.give(inside, from, to);
      DatabaseAccess access = access(name, to, password);
      ensurePasswordWorks(connection, access);
      return access;
    } catch (SQLException e) {
      throw failed("giving database " + name + " to a role of its own", e);
    }
  }

  /**
   * The database as another role that acts as its owner, within limits. The limits are the role's
   * own settings, so that they hold whatever program connects.
   */
  DatabaseAccess migrator(DatabaseName name, RoleName role, Duration lock, Duration statement) {
    RoleName owner = new RoleName(name.value());
    try (Connection connection = admin.connect(STATEMENT_LIMIT);
        ServerLock serialised = ServerLock.take(connection, "databases", STATEMENT_LIMIT)) {
      Secret password = ensureRole(connection, role);
      execute(connection, "GRANT " + owner.quoted() + " TO " + role.quoted());
      String settings = "ALTER ROLE " + role.quoted() + " IN DATABASE " + name.quoted() + " SET ";
      execute(connection, settings + "role = " + SqlText.value(owner.value()));
      execute(connection, settings + "lock_timeout = " + lock.toMillis());
      execute(connection, settings + "statement_timeout = " + statement.toMillis());
      DatabaseAccess access = access(name, role, password);
      ensurePasswordWorks(connection, access);
      return access;
    } catch (SQLException e) {
      throw failed("making the role that migrates database " + name, e);
    }
  }

  /** False if there is no database of that name. */
  boolean rename(DatabaseName from, DatabaseName to) {
    try (Connection connection = admin.connect(STATEMENT_LIMIT)) {
      if (!exists(connection, from)) {
        return false;
      }
      execute(connection, "ALTER DATABASE " + from.quoted() + " RENAME TO " + to.quoted());
      return true;
    } catch (SQLException e) {
      throw failed("renaming database " + from, e);
    }
  }

  /** Deletes a database and ends the connections to it; nothing happens if there is none. */
  public void drop(DatabaseName name) {
    try (Connection connection = admin.connect(STATEMENT_LIMIT)) {
      execute(connection, "DROP DATABASE IF EXISTS " + name.quoted() + " WITH (FORCE)");
    } catch (SQLException e) {
      throw failed("deleting database " + name, e);
    }
  }

  private DatabaseAccess access(DatabaseName name, RoleName role, Secret password) {
    return new DatabaseAccess(admin.host(), admin.port(), name, role, password);
  }

  private void keepOthersOut(Connection connection) throws SQLException {
    for (String shared : new String[] {"postgres", "template1"}) {
      execute(connection, "REVOKE CONNECT, TEMPORARY ON DATABASE " + shared + " FROM PUBLIC");
    }
  }

  private Secret ensureRole(Connection connection, RoleName role) throws SQLException {
    // The password is kept first: a crash may leave a kept password without a role, which the next
    // call heals, and never a role whose password nobody knows.
    Secret password = passwords.find(role).orElseGet(() -> keepNewPassword(role));
    if (!roleExists(connection, role)) {
      execute(
          connection,
          "CREATE ROLE "
              + role.quoted()
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION");
      setPassword(connection, role, password);
    }
    return password;
  }

  private Secret keepNewPassword(RoleName role) {
    Secret password = RandomPassword.create();
    passwords.keep(role, password);
    return password;
  }

  private static void create(Connection connection, DatabaseName name, RoleName owner)
      throws SQLException {
    execute(
        connection,
        "CREATE DATABASE "
            + name.quoted()
            + " OWNER "
            + owner.quoted()
            + " TEMPLATE template0 ENCODING 'UTF8'");
  }

  private static void restrict(Connection connection, DatabaseName name, RoleName owner)
      throws SQLException {
    execute(connection, "REVOKE ALL ON DATABASE " + name.quoted() + " FROM PUBLIC");
    execute(connection, "GRANT ALL ON DATABASE " + name.quoted() + " TO " + owner.quoted());
  }

  private void ensurePasswordWorks(Connection connection, DatabaseAccess access)
      throws SQLException {
    try {
      access.connect(STATEMENT_LIMIT).close();
    } catch (SQLException e) {
      if (!INVALID_PASSWORD.equals(e.getSQLState())) {
        throw e;
      }
      setPassword(connection, access.user(), access.password());
    }
  }

  private static void setPassword(Connection connection, RoleName role, Secret password)
      throws SQLException {
    // The driver hashes it first, so that the server's log can't hold it.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role.value(), password.reveal().toCharArray(), "scram-sha-256");
  }

  private static boolean exists(Connection connection, DatabaseName name) throws SQLException {
    return found(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name.value());
  }

  private static boolean roleExists(Connection connection, RoleName role) throws SQLException {
    return found(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.value());
  }

  private static boolean found(Connection connection, String sql, String argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static RuntimeException failed(String tried, SQLException e) {
    return Failure.unavailable(
            tried,
            "PostgreSQL said: " + e.getMessage(),
            "check that the server runs and has room, then try again")
        .toException(e);
  }
}
