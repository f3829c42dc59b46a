package dev.backline.database.given;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.LiveDatabase;
import dev.backline.database.RoleName;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerVersion;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What the app's own role can do on its server. */
record GivenServer(DatabaseAccess access) implements RunningServer {

  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);

  @Override
  public ServerVersion version() {
    return ask("asking the PostgreSQL server for its version", ServerVersion::of);
  }

  @Override
  public DatabaseName live() {
    return access.name();
  }

  @Override
  public RoleName role() {
    return access.user();
  }

  @Override
  public DatabaseAccess ensure() {
    return access;
  }

  /** Its address is the same from everywhere. */
  @Override
  public DatabaseAccess forApp(DatabaseAccess same) {
    return same;
  }

  /** Roles are not ours to make here. */
  @Override
  public Optional<DatabaseAccess> migrator(Duration lock, Duration statement) {
    return Optional.empty();
  }

  @Override
  public DatabaseAccess admin(DatabaseName name) {
    return access.to(name);
  }

  @Override
  public Optional<String> refusesNewDatabases() {
    boolean allowed =
        ask(
            "asking what role " + access.user() + " may do",
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet rows =
                      statement.executeQuery(
                          "SELECT rolcreatedb OR rolsuper FROM pg_roles"
                              + " WHERE rolname = current_user")) {
                return rows.next() && rows.getBoolean(1);
              }
            });
    return allowed
        ? Optional.empty()
        : Optional.of(
            "role " + access.user() + " may make no databases on its server (no CREATEDB)");
  }

  /**
   * @param owner has to be the app's role: it can give to no other
   */
  @Override
  public DatabaseAccess createEmpty(DatabaseName name, RoleName owner) {
    return ask(
        "making database " + name,
        connection -> {
          execute(
              connection,
              "CREATE DATABASE "
                  + name.quoted()
                  + " OWNER "
                  + owner.quoted()
                  + " TEMPLATE template0 ENCODING 'UTF8'");
          execute(connection, "REVOKE ALL ON DATABASE " + name.quoted() + " FROM PUBLIC");
          return access.to(name);
        });
  }

  /** Roles are not ours to make here. */
  @Override
  public DatabaseAccess handOver(DatabaseName copy) {
    return access.to(copy);
  }

  @Override
  public boolean rename(DatabaseName from, DatabaseName to) {
    LiveDatabase.refuse("renaming", from, access.name());
    return ask(
        "renaming database " + from,
        connection -> {
          try (PreparedStatement found =
              connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            found.setString(1, from.value());
            if (!found.executeQuery().next()) {
              return false;
            }
          }
          execute(connection, "ALTER DATABASE " + from.quoted() + " RENAME TO " + to.quoted());
          return true;
        });
  }

  @Override
  public void drop(DatabaseName name) {
    LiveDatabase.refuseToDrop(name, access.name());
    ask(
        "deleting database " + name,
        connection -> {
          execute(connection, "DROP DATABASE IF EXISTS " + name.quoted() + " WITH (FORCE)");
          return name;
        });
  }

  /** Its disk is not ours to look at. */
  @Override
  public OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  private <T> T ask(String tried, Question<T> question) {
    try (Connection connection = access.connect(STATEMENT_LIMIT)) {
      return question.put(connection);
    } catch (SQLException e) {
      throw Failure.unavailable(
              tried,
              "PostgreSQL said: " + e.getMessage(),
              "check that the server runs and what role " + access.user() + " may do there")
          .toException(e);
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T put(Connection connection) throws SQLException;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
