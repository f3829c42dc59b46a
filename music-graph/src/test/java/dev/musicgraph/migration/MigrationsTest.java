package dev.musicgraph.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.musicgraph.Refusal;
import dev.musicgraph.testing.NewerRelease;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@OwnDatabase
@Tag("slow")
class MigrationsTest {
  private static final List<MigrationId> ALL = MigrationFiles.ids(MigrationSource.OF_THIS_RELEASE);
  private static final MigrationSource FAULTY =
      new MigrationSource("faulty/changelog.yaml", "faulty/migrations");
  private static final MigrationSource FINAL =
      new MigrationSource("final/changelog.yaml", "final/migrations");
  private static final MigrationSource EDITED =
      new MigrationSource("edited/changelog.yaml", "edited/migrations");

  private String url;
  private Connection connection;

  @BeforeEach
  void connect() {
    url = TestDatabases.empty();
    connection = TestDatabases.connect(url);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void leadToTheSameSchemaUpDownAndUpAgainFromEveryRevision() throws SQLException {
    assertThat(up()).isEqualTo(ALL);
    List<String> newest = SchemaText.of(connection);
    Map<MigrationId, List<String>> onTheWayDown = new HashMap<>();
    for (MigrationId id : ALL.reversed()) {
      new Migrations(connection).down(Optional.of(id), reverted -> {});
      onTheWayDown.put(id, SchemaText.of(connection));
    }

    for (MigrationId id : ALL) {
      up();
      assertThat(SchemaText.of(connection)).as("up from " + id).isEqualTo(newest);
      new Migrations(connection).down(Optional.of(id), reverted -> {});
      assertThat(SchemaText.of(connection)).as("at " + id).isEqualTo(onTheWayDown.get(id));
    }
  }

  @Test
  void leaveNothingButTheirOwnRecordWhenAllAreReverted() throws SQLException {
    up();

    assertThat(down("none")).isEqualTo(ALL.reversed());
    assertThat(SchemaText.of(connection))
        .isNotEmpty()
        .allMatch(line -> line.contains("databasechangelog"));
  }

  @Test
  void revertOnlyWhatCameAfterTheOneThatIsNamed() throws SQLException {
    up();

    assertThat(down("0002-band")).isEqualTo(ALL.stream().skip(2).toList().reversed());
    assertThat(down("0002-band")).isEmpty();
  }

  @Test
  void areRunAndRevertedByARoleThatOnlyOwnsTheDatabase() throws SQLException {
    String role = ownDatabaseBy("plain");
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session authorization " + role);
    }

    assertThat(up()).isEqualTo(ALL);
    assertThat(down("none")).isEqualTo(ALL.reversed());
    assertThat(SchemaText.of(connection)).noneMatch(line -> line.startsWith("extension"));
  }

  @Test
  void leaveAnExtensionAloneThatAnAdministratorMade() throws SQLException {
    TestDatabases.execute(url, "create extension pg_trgm");
    String role = ownDatabaseBy("another");
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session authorization " + role);
    }

    assertThat(up()).isEqualTo(ALL);
    assertThat(down("none")).isEqualTo(ALL.reversed());
    assertThat(SchemaText.of(connection)).contains("extension pg_trgm");
  }

  @Test
  void sayWhatIsMissingForARoleThatMayNotCreateTheExtension() throws SQLException {
    String role = "guest_" + connection.getCatalog();
    TestDatabases.execute(url, "create role " + role);
    TestDatabases.execute(url, "grant all on schema public to " + role);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session authorization " + role);
    }

    assertThatThrownBy(this::up)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("0013-search")
        .hasMessageContaining("let an administrator run \"create extension pg_trgm\"");
  }

  @Test
  void doNothingWhenNothingIsPending() throws SQLException {
    up();

    assertThat(up()).isEmpty();
  }

  @Test
  void leaveNoTraceOfOneThatFailsHalfWay() throws SQLException {
    List<MigrationId> applied = new ArrayList<>();

    assertThatThrownBy(() -> new Migrations(connection, FAULTY).up(applied::add))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("0002-faulty")
        .hasMessageContaining("no_such_table");

    assertThat(applied).containsExactly(new MigrationId("0001-first"));
    assertThat(SchemaText.of(connection)).noneMatch(line -> line.contains("half_way"));
    assertThat(SchemaReader.applied(connection)).containsExactly(new MigrationId("0001-first"));
  }

  @Test
  void leaveNoTraceIfTheyRanButCouldNotBeRecorded() throws SQLException {
    new Migrations(connection, FINAL).up(id -> {});
    new Migrations(connection, FINAL).down(Optional.of(new MigrationId("0002-final")), id -> {});
    refuseRecordOf("0003-third");

    assertThatThrownBy(() -> new Migrations(connection, FINAL).up(id -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("could not apply 0003-third");

    assertThat(SchemaText.of(connection)).noneMatch(line -> line.contains("third_one"));
  }

  @Test
  void areNotRevertedAtAllIfOneOfThemHasNoRollback() throws SQLException {
    new Migrations(connection, FINAL).up(id -> {});
    List<String> before = SchemaText.of(connection);

    assertThatThrownBy(
            () -> new Migrations(connection, FINAL).down(Optional.empty(), reverted -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("0002-final")
        .hasMessageContaining("no rollback block");
    assertThat(SchemaText.of(connection)).isEqualTo(before);
    assertThat(SchemaReader.applied(connection)).hasSize(3);
  }

  @Test
  void areNotRevertedIfANewerReleaseBroughtThem() throws SQLException {
    up();
    NewerRelease.migrate(url);

    assertThatThrownBy(() -> down("0001-genre"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("9999-newer");
    assertThat(SchemaReader.read(connection).pending()).isEmpty();
    assertThat(up()).isEmpty();
  }

  @Test
  void refuseATargetThatIsNotApplied() {
    assertThatThrownBy(() -> down("0001-genre"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("isn't applied");
  }

  @Test
  void refuseOneThatWasEditedAfterItHadBeenApplied() throws SQLException {
    new Migrations(connection, FINAL).up(id -> {});

    assertThatThrownBy(() -> new Migrations(connection, EDITED).up(id -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("0001-first");
  }

  @Test
  void runOnceWhenTwoCommandsStartTogether() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2);
        Connection other = TestDatabases.connect(url)) {
      Callable<List<MigrationId>> first = this::up;
      Callable<List<MigrationId>> second = () -> up(other);
      List<MigrationId> applied = new ArrayList<>();
      for (Future<List<MigrationId>> each : threads.invokeAll(List.of(first, second))) {
        applied.addAll(each.get());
      }
      assertThat(applied).isEqualTo(ALL);
    }
  }

  @Test
  void runOnceWhenTwoInstancesStartOnAnEmptyDatabase() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2);
        Connection other = TestDatabases.connect(url)) {
      List<MigrationId> applied = Collections.synchronizedList(new ArrayList<>());
      Callable<Boolean> first = () -> new Migrations(connection).initialise(applied::add);
      Callable<Boolean> second = () -> new Migrations(other).initialise(applied::add);
      for (Future<Boolean> each : threads.invokeAll(List.of(first, second))) {
        assertThat(each.get()).isTrue();
      }
      assertThat(applied).isEqualTo(ALL);
    }
  }

  @Test
  void waitForAPersonOnceThereIsData() throws SQLException {
    up();
    down("0003-app-user");
    TestDatabases.execute(
        url, "insert into app_user (username, email, password_hash) values ('a', 'a', 'x')");

    assertThat(new Migrations(connection).initialise(id -> {})).isFalse();
    assertThat(SchemaReader.read(connection).pending()).isNotEmpty();
  }

  /** Aborting closes the socket, as the end of a process does, and tells the server nothing. */
  @Test
  void areNotLockedByACommandThatWasKilledDuringALongStatement() throws Exception {
    Connection killed = TestDatabases.connect(url);
    MigrationLock.take(killed);
    Thread command =
        Thread.ofVirtual()
            .start(() -> assertThatThrownBy(() -> sleep(killed)).isInstanceOf(SQLException.class));
    awaitQuery("pg_sleep");
    killed.abort(Runnable::run);
    command.join();
    long start = System.nanoTime();

    assertThat(up()).isEqualTo(ALL);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void giveTheConnectionBackInAutoCommitMode() throws SQLException {
    up();

    assertThat(connection.getAutoCommit()).isTrue();
  }

  private String ownDatabaseBy(String name) throws SQLException {
    String database = connection.getCatalog();
    String role = name + "_" + database;
    TestDatabases.execute(url, "create role " + role);
    TestDatabases.execute(url, "alter database " + database + " owner to " + role);
    TestDatabases.execute(url, "alter schema public owner to " + role);
    return role;
  }

  private static void sleep(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_sleep(50)");
    }
  }

  private void awaitQuery(String part) throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select exists (select from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and state = 'active' and query like ?)")) {
      statement.setString(1, "%" + part + "%");
      boolean running = false;
      while (!running) {
        assertThat(System.nanoTime()).as("a query with " + part).isLessThan(deadline);
        try (ResultSet row = statement.executeQuery()) {
          running = row.next() && row.getBoolean(1);
        }
      }
    }
  }

  private void refuseRecordOf(String id) {
    TestDatabases.execute(
        url, "alter table databasechangelog add constraint refuse check (id <> '" + id + "')");
  }

  private List<MigrationId> up() throws SQLException {
    return up(connection);
  }

  private static List<MigrationId> up(Connection connection) throws SQLException {
    List<MigrationId> applied = new ArrayList<>();
    new Migrations(connection).up(applied::add);
    return applied;
  }

  private List<MigrationId> down(String to) throws SQLException {
    List<MigrationId> reverted = new ArrayList<>();
    new Migrations(connection)
        .down(
            to.equals("none") ? Optional.empty() : Optional.of(new MigrationId(to)), reverted::add);
    return reverted;
  }
}
