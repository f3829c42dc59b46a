package dev.backline.database.given;

import dev.backline.config.DatabasePlace;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabaseServer;
import dev.backline.database.Deadline;
import dev.backline.database.RoleName;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerWait;
import dev.backline.secret.Secret;
import java.time.Duration;

/**
 * An environment's database on a server that somebody else looks after. Role and database are there
 * already, and the role has the rights that it was given, no more.
 */
public final class GivenDatabaseServer implements DatabaseServer {

  private final DatabaseAccess access;

  /**
   * @param password the role's
   */
  public GivenDatabaseServer(DatabasePlace.Given place, Secret password) {
    this.access =
        new DatabaseAccess(
            place.address(),
            place.port(),
            new DatabaseName(place.name()),
            new RoleName(place.user()),
            password);
  }

  @Override
  public RunningServer start(Duration limit) throws InterruptedException {
    ServerWait.until(
        access,
        "the PostgreSQL server at " + access.host() + ":" + access.port(),
        Deadline.in(limit));
    return new GivenServer(access);
  }

  @Override
  public void close() {}
}
