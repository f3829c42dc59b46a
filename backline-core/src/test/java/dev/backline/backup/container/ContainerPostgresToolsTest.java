package dev.backline.backup.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.backup.PostgresTools;
import dev.backline.backup.PostgresToolsContract;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import dev.backline.database.TestDatabases;
import dev.backline.database.container.ContainerDatabaseServer;
import dev.backline.database.container.DatabaseHost;
import dev.backline.database.container.ServerContainer;
import dev.backline.failure.BacklineException;
import dev.backline.testing.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerPostgresToolsTest extends PostgresToolsContract {

  private static final String LABEL = "label=dev.backline.postgres-tools";

  private final DatabaseHost host;
  private final ContainerDatabaseServer server;

  ContainerPostgresToolsTest(@TempDir Path folder) throws Exception {
    host = DatabaseHost.start();
    int port = FreePort.any();
    server =
        new ContainerDatabaseServer(
            host.host(),
            port,
            host.container("database", port),
            ServerContainer::address,
            new FileDatabasePasswords(folder.resolve("passwords")),
            new DatabaseName("shop_prod"));
  }

  @AfterAll
  void close() throws InterruptedException {
    server.close();
    host.close();
  }

  @Override
  protected PostgresTools tools() throws InterruptedException {
    return tools(server.container(LIMIT));
  }

  @Override
  protected RunningServer server() throws InterruptedException {
    return server.start(LIMIT);
  }

  @Override
  protected PostgresTools lost() throws InterruptedException {
    ServerContainer right = server.container(LIMIT);
    return tools(
        new ServerContainer(
            right.name(), right.network(), new ServerAddress(right.address().host(), 1)));
  }

  @Override
  protected DatabaseAccess lost(DatabaseAccess database) {
    return database;
  }

  @Override
  protected List<String> leftovers() throws Exception {
    List<String> left = new ArrayList<>(host.docker("ps", "--all", "--quiet", "--filter=" + LABEL));
    try (var files = Files.list(host.folder())) {
      files.forEach(file -> left.add(file.toString()));
    }
    return left;
  }

  @Test
  void theirImageIsTheServersOwn() throws Exception {
    assertThat(tools().major()).isEqualTo(server().version().major());
  }

  @Test
  void aContainerThatIsNotThereIsTold() {
    assertThatThrownBy(
            () -> tools(new ServerContainer("absent", "none", new ServerAddress("absent", 5432))))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("container absent on db-1");
  }

  @Test
  void whatADumpLeavesThatWasCutOffTheNextOneRemoves() throws Exception {
    Path cut = here.resolve("cut");
    try (Connection holder = server().admin(server().live()).connect(LIMIT);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE band IN ACCESS EXCLUSIVE MODE");
      FutureTask<?> dumping = new FutureTask<>(() -> dump(tools(), cut, UnaryOperator.identity()));
      Thread.ofVirtual().start(dumping);
      awaitContainer();

      host.ssh().killSessions();

      assertThatThrownBy(dumping::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(BacklineException.class);
    }
    // As after a kill -9, where nobody could clear: a container that still runs, and its files.
    Path folder = Files.createDirectories(host.folder().resolve("tools/dump"));
    Files.writeString(folder.resolve("toc.dat"), "half");
    host.docker(
        "run",
        "--detach",
        "--label=dev.backline.postgres-tools=" + host.folder().resolve("tools"),
        "--entrypoint=sleep",
        dev.backline.testing.PostgresImage.V15.reference(),
        "300");

    Path dump = here.resolve("dump");
    assertThat(dump(tools(), dump, UnaryOperator.identity()).succeeded()).isTrue();
    assertThat(dump.resolve("toc.dat")).isNotEmptyFile();
    assertThat(leftovers()).isEmpty();
    assertThat(cut).doesNotExist();
    assertThat(
            TestDatabases.query(
                server().admin(server().live()),
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'pg_dump'"))
        .isEmpty();
  }

  private void awaitContainer() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (host.docker("ps", "--quiet", "--filter=" + LABEL).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private PostgresTools tools(ServerContainer container) throws InterruptedException {
    return ContainerPostgresTools.of(host.host(), container, host.folder().resolve("tools"));
  }
}
