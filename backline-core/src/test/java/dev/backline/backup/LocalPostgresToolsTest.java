package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import dev.backline.database.TestDatabases;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.host.local.LocalHost;
import java.util.List;

class LocalPostgresToolsTest extends PostgresToolsContract {

  private final RunningServer server =
      TestDatabases.server(TestDatabases.fresh("tools_local").name());

  @Override
  protected PostgresTools tools() throws InterruptedException {
    LocalHost host = new LocalHost();
    return new LocalPostgresTools(host, PostgresInstallations.of(host).newest());
  }

  @Override
  protected RunningServer server() {
    return server;
  }

  @Override
  protected PostgresTools lost() throws InterruptedException {
    return tools();
  }

  @Override
  protected DatabaseAccess lost(DatabaseAccess database) {
    return database.at(new ServerAddress(database.host(), 1));
  }

  /** They write where they are told to and nowhere else. */
  @Override
  protected List<String> leftovers() {
    return List.of();
  }
}
