package dev.backline.database;

import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A server of ours: we are its superuser. */
public final class OwnServer implements RunningServer {

  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);

  private final DatabaseAccess admin;
  private final EnvironmentDatabases databases;
  private final DatabaseName live;
  private final ServerAddress seenByApp;
  private final FreeSpace disk;

  /**
   * @param admin the superuser's access to the maintenance database, from this machine
   * @param seenByApp where the server is for the environment's app
   */
  public OwnServer(
      DatabaseAccess admin,
      DatabasePasswords passwords,
      DatabaseName live,
      ServerAddress seenByApp,
      FreeSpace disk) {
    this.admin = admin;
    this.databases = new EnvironmentDatabases(admin, passwords);
    this.live = live;
    this.seenByApp = seenByApp;
    this.disk = disk;
  }

  @Override
  public ServerVersion version() {
    try (Connection connection = admin.connect(STATEMENT_LIMIT)) {
      return ServerVersion.of(connection);
    } catch (SQLException e) {
      throw Failure.unavailable(
              "asking the PostgreSQL server for its version",
              "PostgreSQL said: " + e.getMessage(),
              "check that the server runs, then try again")
          .toException(e);
    }
  }

  @Override
  public DatabaseName live() {
    return live;
  }

  @Override
  public RoleName role() {
    return new RoleName(live.value());
  }

  @Override
  public DatabaseAccess ensure() {
    return databases.ensure(live);
  }

  @Override
  public DatabaseAccess forApp(DatabaseAccess access) {
    return access.at(seenByApp);
  }

  @Override
  public Optional<DatabaseAccess> migrator(Duration lock, Duration statement) {
    databases.ensure(live);
    return Optional.of(databases.migrator(live, live.migrationRole(), lock, statement));
  }

  @Override
  public DatabaseAccess admin(DatabaseName name) {
    return admin.to(name);
  }

  @Override
  public Optional<String> refusesNewDatabases() {
    return Optional.empty();
  }

  @Override
  public DatabaseAccess createEmpty(DatabaseName name, RoleName owner) {
    return databases.createEmpty(name, owner);
  }

  @Override
  public DatabaseAccess handOver(DatabaseName copy) {
    LiveDatabase.refuse("giving away", copy, live);
    return databases.handOver(copy, role(), live.rehearsalRole());
  }

  @Override
  public boolean rename(DatabaseName from, DatabaseName to) {
    LiveDatabase.refuse("renaming", from, live);
    return databases.rename(from, to);
  }

  @Override
  public void drop(DatabaseName name) {
    LiveDatabase.refuseToDrop(name, live);
    databases.drop(name);
  }

  @Override
  public OptionalLong freeBytes() throws InterruptedException {
    return disk.bytes();
  }
}
