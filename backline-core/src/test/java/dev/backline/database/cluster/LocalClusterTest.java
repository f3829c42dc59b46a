package dev.backline.database.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.database.DatabaseAccess;
import dev.backline.failure.BacklineException;
import dev.backline.host.local.LocalHost;
import dev.backline.state.DataDirectory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path root;
  private static DataDirectory directory = new DataDirectory(Path.of("/"));

  @BeforeAll
  static void initialise() throws InterruptedException {
    directory = new DataDirectory(root);
    Path postgres = directory.postgres();
    // What an initdb that was killed half-way leaves.
    assertThat(postgres.resolve("data.unfinished/base").toFile().mkdirs()).isTrue();
    long start = System.nanoTime();
    cluster().start(LIMIT);
    System.out.println(
        "initdb and start: " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    cluster().stop(LIMIT);
    assertThat(cluster().status()).isEqualTo(new ClusterStatus.Stopped(major()));
  }

  @Test
  void oneOfTwoConcurrentStartersStartsAndBothUseIt() throws Exception {
    cluster().stop(LIMIT);
    Callable<RunningCluster> starter = () -> cluster().start(LIMIT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunningCluster> first = threads.submit(starter);
      Future<RunningCluster> second = threads.submit(starter);

      assertThat(first.get().pid()).isEqualTo(second.get().pid());
      assertThat(List.of(first.get().started(), second.get().started()))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void startsAgainAfterThePostmasterWasKilledAndKeepsWhatWasCommitted() throws Exception {
    RunningCluster before = cluster().start(LIMIT);
    execute(before.admin(), "CREATE TABLE kept AS SELECT 42 AS answer");
    ProcessHandle postmaster = ProcessHandle.of(before.pid()).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(10, TimeUnit.SECONDS);

    RunningCluster after = cluster().start(LIMIT);

    assertThat(after.started()).isTrue();
    assertThat(after.admin().port()).isEqualTo(before.admin().port());
    assertThat(query(after.admin(), "SELECT answer FROM kept")).isEqualTo("42");
    execute(after.admin(), "DROP TABLE kept");
  }

  @Test
  void startsAlthoughTheProcessIdOfADeadServerBelongsToSomebodyElseNow() throws Exception {
    cluster().stop(LIMIT);
    Files.writeString(
        data().resolve("postmaster.pid"),
        ProcessHandle.current().pid()
            + "\n"
            + data()
            + "\n1700000000\n15432\n\n127.0.0.1\n  1 2\nready\n");

    assertThat(cluster().status()).isEqualTo(new ClusterStatus.Stopped(major()));
    assertThat(cluster().start(LIMIT).started()).isTrue();
  }

  @Test
  void takesAnotherPortAndSaysSoWhenItsOwnIsTaken() throws Exception {
    int before = cluster().start(LIMIT).admin().port();
    cluster().stop(LIMIT);
    try (ServerSocket stranger = new ServerSocket(before, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      RunningCluster running = cluster().start(LIMIT);

      assertThat(stranger.isBound()).isTrue();
      assertThat(running.admin().port()).isNotEqualTo(before);
      assertThat(running.notes()).singleElement().asString().contains("port " + before);
      assertThat(query(running.admin(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void startAndStopRepeatedChangeNothing() throws Exception {
    RunningCluster first = cluster().start(LIMIT);
    RunningCluster second = cluster().start(LIMIT);

    assertThat(second.started()).isFalse();
    assertThat(second.pid()).isEqualTo(first.pid());
    assertThat(second.notes()).isEmpty();

    cluster().stop(LIMIT);
    cluster().stop(LIMIT);
    assertThat(cluster().status()).isEqualTo(new ClusterStatus.Stopped(major()));
  }

  @Test
  void isMadeWithChecksumsPasswordsAndLoopbackOnly() throws Exception {
    DatabaseAccess admin = cluster().start(LIMIT).admin();

    assertThat(query(admin, "SHOW data_checksums")).isEqualTo("on");
    assertThat(query(admin, "SHOW fsync")).isEqualTo("on");
    assertThat(query(admin, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(query(admin, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query(admin, "SHOW unix_socket_directories")).isEmpty();
    assertThat(query(admin, "SHOW logging_collector")).isEqualTo("on");
    assertThat(
            query(
                admin,
                "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
        .isEqualTo("0");
    assertThat(Files.getPosixFilePermissions(directory.postgres().resolve("superuser-password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theServerIsInASessionOfItsOwn() throws Exception {
    long pid = cluster().start(LIMIT).pid();
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

    assertThat(fields[3]).as("session").isEqualTo(Long.toString(pid));
  }

  @Test
  void nothingIsDeletedWhereAnUnknownDirectoryStandsInTheWay(@TempDir Path elsewhere)
      throws Exception {
    DataDirectory other = new DataDirectory(elsewhere);
    Path precious = other.postgres().resolve("data/precious");
    assertThat(other.postgres().resolve("data").toFile().mkdirs()).isTrue();
    Files.writeString(precious, "keep me");

    assertThatThrownBy(() -> new LocalCluster(other, new LocalHost()).start(LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("no complete cluster");
    assertThat(precious).exists();
  }

  @Test
  void refusesAClusterOfAnotherMajorThanTheMachinesPrograms(@TempDir Path elsewhere)
      throws Exception {
    DataDirectory other = new DataDirectory(elsewhere);
    assertThat(other.postgres().resolve("data").toFile().mkdirs()).isTrue();
    Files.writeString(other.postgres().resolve("data/PG_VERSION"), "14\n");

    assertThatThrownBy(() -> new LocalCluster(other, new LocalHost()).start(LIMIT))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().why()).contains("made by PostgreSQL 14");
              assertThat(e.failure().remedy()).contains("apt-get install -y postgresql-14");
            });
  }

  @Test
  void saysWhereItLookedAndWhatToInstallWhenThereAreNoPrograms(@TempDir Path empty) {
    PostgresInstallations none =
        new PostgresInstallations(new LocalHost(), List.of(empty), empty.resolve("versions"));

    assertThatThrownBy(none::newest)
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().why()).contains("none were found", empty.toString());
              assertThat(e.failure().remedy()).isEqualTo("run: sudo apt-get install -y postgresql");
            });
  }

  @Test
  void anUnsupportedMajorIsNamed(@TempDir Path old) throws Exception {
    for (String program : List.of("initdb", "postgres", "pg_ctl", "pg_dump", "pg_restore")) {
      Path script = old.resolve(program);
      Files.writeString(script, "#!/bin/sh\necho \"" + program + " (PostgreSQL) 9.6.24\"\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    PostgresInstallations only =
        new PostgresInstallations(new LocalHost(), List.of(old), old.resolve("versions"));

    assertThatThrownBy(only::newest).hasMessageContaining("found only major 9 in " + old);
  }

  private static LocalCluster cluster() {
    return new LocalCluster(directory, new LocalHost());
  }

  private static int major() {
    try {
      return Integer.parseInt(Files.readString(data().resolve("PG_VERSION")).strip());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path data() {
    return directory.postgres().resolve("data");
  }

  private static void execute(DatabaseAccess access, String sql) throws Exception {
    try (Connection connection = access.connect(LIMIT);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(DatabaseAccess access, String sql) throws Exception {
    try (Connection connection = access.connect(LIMIT);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return Optional.ofNullable(rows.getString(1)).orElse("");
    }
  }
}
