package dev.backline.state;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The state file: SQLite in WAL mode with {@code synchronous=FULL}, so that what is committed is on
 * disk. Several processes may have it open. A file written by a newer program is refused and not
 * touched.
 */
public final class StateFile {

  private static final int BUSY_MILLIS = 15_000;

  private StateFile() {}

  /** Opens the data directory's state file, making or migrating it where needed. */
  public static Sql open(DataDirectory directory) {
    return new Sql(openDataSource(directory));
  }

  /** As {@link #open}, for code that brings its own JDBC. */
  public static DataSource openDataSource(DataDirectory directory) {
    Path file = directory.stateFile();
    makePrivateDirectory(directory.root());
    DataSource dataSource = dataSource(file);
    MigrationIndex known = MigrationIndex.read();
    Set<Integer> applied = Files.exists(file) ? applied(dataSource) : Set.of();
    if (!known.unknown(applied).isEmpty()) {
      throw newer(file, known.unknown(applied));
    }
    if (!known.missing(applied).isEmpty()) {
      migrate(directory, dataSource);
    }
    return dataSource;
  }

  /** Loads the driver, in some 40 ms that a process may spend beside other work. */
  public static void warmUp() {
    try (Connection connection = dataSource(Path.of(":memory:")).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select 1");
    } catch (SQLException e) {
      // Told when the state file is opened.
    }
  }

  /** Loads the driver's native part, which may be done beside {@link #warmUp}. */
  public static void warmUpNative() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      // Told when the state file is opened.
    }
  }

  static BacklineException failure(SQLException e) {
    String why = String.valueOf(e.getMessage());
    return Failure.unavailable(
            "reading or writing Backline's state file",
            why,
            why.contains("SQLITE_FULL")
                ? "free some disk space; nothing was lost"
                : "check that the disk works and that the data directory is yours to write")
        .toException(e);
  }

  private static void makePrivateDirectory(Path root) {
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw Failure.unavailable(
              "making the data directory " + root,
              String.valueOf(e.getMessage()),
              "choose another with --data, or make it writable")
          .toException(e);
    }
  }

  private static DataSource dataSource(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(true);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + file);
    return dataSource;
  }

  /** Flyway takes a third of a second to say that nothing is to do; this takes a millisecond. */
  private static Set<Integer> applied(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery(
              "select 1 from sqlite_master where name = 'flyway_schema_history'")) {
        if (!table.next()) {
          return Set.of();
        }
      }
      Set<Integer> versions = new TreeSet<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select cast(version as integer) from flyway_schema_history where success and version"
                  + " is not null")) {
        while (rows.next()) {
          versions.add(rows.getInt(1));
        }
      }
      return versions;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * One at a time: processes keep each other out by a lock on a file, threads, which that lock
   * can't tell apart, by this class's monitor. A new file appears when it is complete: of several
   * that turn one into WAL mode, some fail at once, in spite of the busy timeout.
   */
  private static synchronized void migrate(DataDirectory directory, DataSource dataSource) {
    FlywayLog.quiet();
    try (FileChannel channel =
            FileChannel.open(
                directory.root().resolve(".migrate.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock was lost");
      }
      Path file = directory.stateFile();
      if (Files.exists(file)) {
        migrate(dataSource);
      } else {
        Path unfinished = directory.root().resolve(file.getFileName() + ".unfinished");
        for (String part : List.of("", "-wal", "-shm")) {
          Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + part));
        }
        migrate(dataSource(unfinished));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw Failure.unavailable(
              "opening Backline's state file",
              String.valueOf(e.getMessage()),
              "check that the data directory is yours to write")
          .toException(e);
    }
  }

  private static void migrate(DataSource dataSource) {
    Flyway.configure(StateFile.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:dev/backline/state/migration")
        // A feature's migration may come later than one with a higher number.
        .outOfOrder(true)
        .load()
        .migrate();
  }

  private static BacklineException newer(Path file, Collection<Integer> unknown) {
    return Failure.unavailable(
            "opening " + file,
            "it was written by a newer Backline (this one does not know its migrations "
                + unknown
                + ")",
            "use that newer Backline; this one has not touched the file")
        .toException();
  }
}
