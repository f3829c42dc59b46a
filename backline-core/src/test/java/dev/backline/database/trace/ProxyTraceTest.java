package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.secret.Secret;
import dev.backline.testing.PostgresCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProxyTraceTest {

  @Test
  void closingEndsConnectionsAndWhatTheyExecute() throws Exception {
    WatchedDatabase database = WatchedDatabase.open();
    try (Connection idle = database.connect("extended");
        Connection busy = database.connect("simple");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> running =
          threads.submit(() -> WatchedDatabase.query(busy, "SELECT pg_sleep(50)"));
      WatchedDatabase.await(() -> database.isRunning("SELECT pg_sleep"), "the statement runs");

      database.close();

      assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SQLException.class);
      assertThatThrownBy(() -> WatchedDatabase.query(idle, "SELECT 1"))
          .isInstanceOf(SQLException.class);
      WatchedDatabase.await(() -> database.backends() == 0, "the server's processes are gone");
      assertThatThrownBy(() -> database.connect("extended")).isInstanceOf(SQLException.class);
    }
    assertThat(database.told("SELECT pg_sleep").failure().orElseThrow()).startsWith("08006");
    database.close();
  }

  @Test
  void aServerThatIsGoneIsToldToAllWhoAsk(@TempDir Path directory) throws Exception {
    PostgresCluster cluster = PostgresCluster.start(directory);
    DatabaseAccess access =
        new DatabaseAccess(
            "127.0.0.1",
            cluster.port(),
            new DatabaseName("postgres"),
            new RoleName(PostgresCluster.USER),
            Secret.of(PostgresCluster.PASSWORD));
    ProxyTrace trace = ProxyTrace.open(access);
    DatabaseAccess through = trace.through(access);
    try (Connection connection = through.connect(TestDatabases.LIMIT)) {
      assertThat(WatchedDatabase.query(connection, "SELECT 1")).isEqualTo("1");
      assertThat(trace.statements()).isNotEmpty();

      cluster.close();

      assertThatThrownBy(() -> WatchedDatabase.query(connection, "SELECT 2"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> through.connect(TestDatabases.LIMIT))
          .isInstanceOf(SQLException.class);
    }
    assertUnavailable(trace::close);
    assertUnavailable(() -> ProxyTrace.open(access));
  }

  @Test
  void whatCouldNotBeWatchedIsNotPassedOffAsComplete() throws SQLException {
    try (WatchedDatabase database = WatchedDatabase.open("CREATE TABLE band ()");
        Connection connection = database.connect("extended")) {
      String name = database.admin().name().quoted();
      TestDatabases.execute(
          TestDatabases.admin(),
          "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + database.admin().name()
              + "' AND usename = 'postgres'");

      WatchedDatabase.execute(connection, "ALTER TABLE band ADD COLUMN id int");

      TestDatabases.execute(
          TestDatabases.admin(), "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
      assertUnavailable(database::sqls);
    }
  }

  @Test
  void onlyTheWatchedDatabaseIsReachedThroughIt() {
    try (WatchedDatabase database = WatchedDatabase.open()) {
      assertThatThrownBy(() -> database.trace().through(TestDatabases.admin()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void assertUnavailable(ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE));
  }
}
