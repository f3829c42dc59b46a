package dev.backline.database.cluster;

import dev.backline.database.DatabaseName;
import dev.backline.database.DatabaseServer;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.OwnServerContract;
import dev.backline.host.local.LocalHost;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class LocalDatabaseServerTest extends OwnServerContract {

  private static final DatabaseName LIVE = new DatabaseName("shop_prod");

  @TempDir static Path root;

  @Override
  protected DatabaseServer server() {
    return on(new LocalCluster(new DataDirectory(root), new LocalHost()));
  }

  @Override
  protected DatabaseServer unreachable() {
    LocalHost host = new LocalHost();
    return on(
        new LocalCluster(
            root.resolve("none"),
            host,
            new PostgresInstallations(host, List.of(), root.resolve("no-versions"))));
  }

  @Override
  @AfterAll
  protected void stop() throws InterruptedException {
    new LocalCluster(new DataDirectory(root), new LocalHost()).stop(LIMIT);
  }

  private static DatabaseServer on(LocalCluster cluster) {
    return new LocalDatabaseServer(
        cluster, new FileDatabasePasswords(root.resolve("passwords")), LIVE);
  }
}
