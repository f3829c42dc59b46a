package dev.backline.database.cluster;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.DatabaseServer;
import dev.backline.database.OwnServer;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import java.time.Duration;

/** An environment's database in the cluster of this machine, where its app runs too. */
public final class LocalDatabaseServer implements DatabaseServer {

  private final LocalCluster cluster;
  private final DatabasePasswords passwords;
  private final DatabaseName live;

  public LocalDatabaseServer(LocalCluster cluster, DatabasePasswords passwords, DatabaseName live) {
    this.cluster = cluster;
    this.passwords = passwords;
    this.live = live;
  }

  @Override
  public RunningServer start(Duration limit) throws InterruptedException {
    DatabaseAccess admin = cluster.start(limit).admin();
    return new OwnServer(
        admin, passwords, live, new ServerAddress(admin.host(), admin.port()), cluster::freeBytes);
  }

  @Override
  public void close() {}
}
