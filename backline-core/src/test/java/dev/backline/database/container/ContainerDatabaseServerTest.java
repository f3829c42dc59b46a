package dev.backline.database.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.DatabaseServer;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.OwnServerContract;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import dev.backline.testing.FreePort;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerDatabaseServerTest extends OwnServerContract {

  private static final DatabaseName LIVE = new DatabaseName("shop_prod");

  private final DatabaseHost host;
  private final Path folder;
  private final int port;
  private final DatabaseServer server;

  ContainerDatabaseServerTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    port = FreePort.any();
    host = DatabaseHost.start();
    server = on(port, passwords("passwords"));
  }

  @AfterAll
  void close() throws InterruptedException {
    server.close();
    host.close();
  }

  @Override
  protected DatabaseServer server() {
    return server;
  }

  @Override
  protected DatabaseServer unreachable() {
    // The container is there, and published elsewhere.
    return new ContainerDatabaseServer(
        host.host(),
        FreePort.any(),
        host.container("database", port),
        ServerContainer::address,
        passwords("passwords"),
        LIVE);
  }

  @Override
  protected void stop() throws InterruptedException {
    host.docker("kill", "database");
  }

  @Test
  void theAppReachesItByItsNameInTheContainersNetwork() throws InterruptedException {
    DatabaseAccess app = running().forApp(running().ensure());

    assertThat(app.url()).isEqualTo("postgresql://database:5432/shop_prod");
  }

  @Test
  void theWayThereIsMadeAnewWhenTheConnectionToTheHostWasLost() throws InterruptedException {
    running().ensure();
    host.ssh().killSessions();

    assertThat(TestDatabases.query(running().ensure(), "SELECT 1")).containsExactly("1");
  }

  @Test
  void theRoomOnTheDiskOfTheDataIsTold() throws InterruptedException {
    assertThat(running().freeBytes().getAsLong())
        .isCloseTo(
            folder.toFile().getUsableSpace(), org.assertj.core.data.Percentage.withPercentage(5));
  }

  @Test
  void aVolumeThatWasInitialisedWithAnotherPasswordIsToldAndLeftAlone() throws Exception {
    running().ensure();
    try (DatabaseServer forgetful = on(port, passwords("others"))) {
      assertThatThrownBy(() -> forgetful.start(LIMIT))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThat(TestDatabases.query(running().ensure(), "SELECT 1")).containsExactly("1");
  }

  @Test
  void theSuperusersPasswordIsKeptUnderANameThatNoAppHas() throws InterruptedException {
    running().ensure();

    assertThat(passwords("passwords").find(LIVE.superuser())).isPresent();
    assertThat(LIVE.superuser().value()).isEqualTo("shop_prod superuser");
  }

  private DatabaseServer on(int published, DatabasePasswords passwords) {
    return new ContainerDatabaseServer(
        host.host(),
        published,
        host.container("database", published),
        ServerContainer::address,
        passwords,
        LIVE);
  }

  private DatabasePasswords passwords(String name) {
    return new FileDatabasePasswords(folder.resolve(name));
  }
}
