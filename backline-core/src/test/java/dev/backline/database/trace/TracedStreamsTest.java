package dev.backline.database.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

@Timeout(60)
class TracedStreamsTest {

  private final WatchedDatabase database =
      WatchedDatabase.open("CREATE TABLE band (id int, name text)");

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void aLargeResultArrivesWhole(String mode) throws SQLException {
    try (Connection connection = database.connect(mode);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT n, repeat('x', 200) FROM generate_series(1, 100000) AS n")) {
      long sum = 0;
      while (rows.next()) {
        sum += rows.getInt(1) + rows.getString(2).length();
      }
      assertThat(sum).isEqualTo(100_000L * 100_001 / 2 + 200 * 100_000L);
    }

    assertThat(database.told("SELECT n").rows()).hasValue(100_000);
  }

  @Test
  void rowsAreCopiedInAndOut() throws SQLException, IOException {
    String rows =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(id -> id + "\tband " + id + "\n")
            .collect(Collectors.joining());
    try (Connection connection = database.connect("extended")) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      assertThat(copy.copyIn("COPY band FROM STDIN", new StringReader(rows))).isEqualTo(100_000);
      assertThat(copy.copyOut("COPY band TO STDOUT", OutputStream.nullOutputStream()))
          .isEqualTo(100_000);
      assertThatThrownBy(() -> copy.copyIn("COPY band FROM STDIN --", new StringReader("x\n")))
          .hasMessageContaining("invalid input syntax");
      assertThat(WatchedDatabase.query(connection, "SELECT count(*) FROM band"))
          .isEqualTo("100000");
    }

    assertThat(database.told("COPY band TO").rows()).hasValue(100_000);
    assertThat(database.told("COPY band FROM STDIN --").failure().orElseThrow())
        .startsWith("22P02");
  }

  @Test
  void aCancellationReachesTheServer() throws Exception {
    try (Connection connection = database.connect("extended");
        Statement statement = connection.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> running = threads.submit(() -> statement.execute("SELECT pg_sleep(50)"));
      WatchedDatabase.await(() -> database.isRunning("SELECT pg_sleep"), "the statement runs");
      statement.cancel();
      assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
          .hasMessageContaining("canceling statement due to user request");
      assertThat(WatchedDatabase.query(connection, "SELECT 1")).isEqualTo("1");
    }

    assertThat(database.told("SELECT pg_sleep").failure().orElseThrow()).startsWith("57014: ");
  }

  @Test
  void psqlNoticesNothing(@TempDir Path directory) throws Exception {
    Path script = directory.resolve("migration.sql");
    Files.writeString(
        script,
        """
        BEGIN;
        CREATE TABLE genre (id int PRIMARY KEY);
        COPY genre FROM STDIN;
        1
        2
        \\.
        ALTER TABLE genre ALTER COLUMN id TYPE bigint;
        COMMIT;
        DROP TABLE band;
        SELECT count(*) FROM genre;
        """);
    DatabaseAccess through = database.through();
    ProcessBuilder psql =
        new ProcessBuilder("psql", "-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-f", script.toString())
            .redirectErrorStream(true);
    through
        .clientEnvironment()
        .forEach((name, value) -> psql.environment().put(name, value.reveal()));
    Process process = psql.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("2\n");
    assertThat(database.told("COPY genre").rows()).hasValue(2);
    assertThat(database.told("ALTER").rewritten()).hasSize(1);
    assertThat(database.told("DROP").locks()).hasSize(1).noneMatch(TakenLock::created);
  }
}
