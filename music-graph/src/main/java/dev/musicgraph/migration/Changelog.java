package dev.musicgraph.migration;

import dev.musicgraph.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryService;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.exception.ValidationFailedException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;

/** The release's migrations as Liquibase reads, runs and records them. */
final class Changelog implements AutoCloseable {
  // Off, because a Refusal says the same shorter; kept, because loggers are held weakly.
  private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

  private final HeldConnection connection;
  private final Database database;
  private final DatabaseChangeLog changes;

  private Changelog(HeldConnection connection, Database database, DatabaseChangeLog changes) {
    this.connection = connection;
    this.database = database;
    this.changes = changes;
  }

  /**
   * Creates the table of applied migrations if it isn't there.
   *
   * @throws Refusal if a migration was edited after it had been applied, or can't be read
   */
  static Changelog open(Connection connection, MigrationSource source) throws SQLException {
    LIQUIBASE_LOG.setLevel(Level.OFF);
    System.setProperty("liquibase.analytics.enabled", "false");
    try (Statement statement = connection.createStatement()) {
      // A migration that waits for a lock makes everybody else wait behind it.
      statement.execute("set lock_timeout = '2s'");
    }
    HeldConnection held = new HeldConnection(connection);
    try {
      Database database = new PostgresDatabase();
      database.setConnection(held);
      DatabaseChangeLog changes = parse(database, source.changelog());
      history(database).init();
      changes.validate(database, new liquibase.Contexts(), new liquibase.LabelExpression());
      changes.getChangeSets().forEach(Changelog::checkId);
      return new Changelog(held, database, changes);
    } catch (ValidationFailedException e) {
      throw new Refusal(
          "the migrations don't fit the database: "
              + e.getMessage()
              + " Put applied migrations back as they were and add a new one.",
          e);
    } catch (LiquibaseException e) {
      throw new Refusal("the migrations can't be read: " + e.getMessage(), e);
    }
  }

  List<ChangeSet> migrations() {
    return List.copyOf(changes.getChangeSets());
  }

  List<ChangeSet> pending() {
    try {
      ChangeLogHistoryService history = history(database);
      return changes.getChangeSets().stream().filter(change -> !ran(history, change)).toList();
    } finally {
      settle();
    }
  }

  boolean canRevert(ChangeSet migration) {
    return migration.supportsRollback(database);
  }

  /** Runs the migration and records it, both or neither. */
  void apply(ChangeSet migration) {
    whole(
        migration,
        "apply",
        () -> database.markChangeSetExecStatus(migration, migration.execute(changes, database)));
  }

  /** Reverts the migration and forgets it, both or neither. */
  void revert(ChangeSet migration) {
    whole(
        migration,
        "revert",
        () -> {
          migration.rollback(database);
          database.removeRanStatus(migration);
        });
  }

  static MigrationId id(ChangeSet migration) {
    return new MigrationId(migration.getId());
  }

  /** Gives the connection back as it came: in auto-commit mode. */
  @Override
  public void close() throws SQLException {
    try {
      if (!connection.isClosed() && !connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (LiquibaseException e) {
      throw new SQLException(e);
    } finally {
      Scope.getCurrentScope().getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
    }
  }

  private void whole(ChangeSet migration, String verb, Work work) {
    try {
      // One that asks for no transaction (CREATE INDEX CONCURRENTLY) can't be held back.
      if (migration.isRunInTransaction()) {
        connection.hold();
      }
      work.run();
      connection.release();
    } catch (LiquibaseException e) {
      undo();
      throw new Refusal(
          "could not "
              + verb
              + " "
              + migration.getId()
              + ": "
              + cause(e)
              + " It left no trace; mend it and try again.",
          e);
    }
  }

  private void undo() {
    try {
      connection.drop();
    } catch (LiquibaseException e) {
      // The connection is gone, and with it its transaction.
    }
  }

  private void settle() {
    try {
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (LiquibaseException e) {
      throw new Refusal("the table of applied migrations can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean ran(ChangeLogHistoryService history, ChangeSet change) {
    try {
      return history.getRanChangeSet(change) != null;
    } catch (LiquibaseException e) {
      throw new Refusal("the table of applied migrations can't be read: " + e.getMessage(), e);
    }
  }

  private static DatabaseChangeLog parse(Database database, String file) throws LiquibaseException {
    ClassLoaderResourceAccessor files =
        new ClassLoaderResourceAccessor(Changelog.class.getClassLoader());
    return ChangeLogParserFactory.getInstance()
        .getParser(file, files)
        .parse(file, new ChangeLogParameters(database), files);
  }

  private static ChangeLogHistoryService history(Database database) {
    return Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database);
  }

  private static void checkId(ChangeSet migration) {
    String path = migration.getFilePath();
    if (!path.substring(path.lastIndexOf('/') + 1).equals(migration.getId() + ".sql")) {
      throw new Refusal(
          path
              + " declares the migration "
              + migration.getId()
              + ". A file holds one migration, and its name is that migration's id.");
    }
  }

  private static String cause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Objects.requireNonNullElse(root.getMessage(), root.toString());
  }

  private interface Work {
    void run() throws LiquibaseException;
  }
}
