package dev.backline.database.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Argv;
import dev.backline.config.MigrationSpec;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RunningServer;
import dev.backline.database.TestDatabases;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.Masker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With psql as the app's migration tool, against others who use the database. */
class GuardedMigrationTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Executor LONGER_THAN_FOR_A_LOCK =
      CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS);

  @TempDir Path release;

  private final RunningServer server =
      TestDatabases.server(new DatabaseName("guarded_" + NUMBER.incrementAndGet()));
  private final List<String> said = new CopyOnWriteArrayList<>();
  private DatabaseAccess live;

  @BeforeEach
  void anEmptyDatabaseAndATool() throws IOException, InterruptedException {
    live = server.ensure();
    TestDatabases.execute(live, "CREATE TABLE band (id int)", "CREATE TABLE done (id text)");
    Files.writeString(
        release.resolve("migrate.sh"),
        """
        set -eu
        psql=psql
        for found in /usr/lib/postgresql/*/bin/psql; do [ -x "$found" ] && psql=$found; done
        run() { "$psql" -X -A -t -q -v ON_ERROR_STOP=1 "$@"; }
        case $1 in
        status) [ -n "$(run -c 'select 1 from done')" ] && echo 'applied 001' || echo 'pending 001' ;;
        up) run -f up.sql && run -c "insert into done values ('001')" ;;
        esac
        """);
  }

  @Test
  void waitsForNobodyLongButTriesAgainAndTellsWhoIsInTheWay() throws Exception {
    Files.writeString(release.resolve("up.sql"), "ALTER TABLE band ADD born int;");
    CountDownLatch firstTryFailed = new CountDownLatch(1);
    MigrationResult result;
    try (Connection reader = live.connect(TestDatabases.LIMIT);
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT 'long report' FROM band").close();
      Thread.ofVirtual()
          .start(() -> {
            try (Connection ended = reader) {
              firstTryFailed.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
      result =
          migration()
              .up(
                  CommandOutput.ignored(),
                  line -> {
                    said.add(line);
                    if (line.contains("trying again")) {
                      firstTryFailed.countDown();
                    }
                  });
    }

    assertThat(result).isInstanceOf(MigrationResult.Done.class);
    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("the migration waits for", "long report"))
        .anySatisfy(line -> assertThat(line).contains("gave up waiting", "1 of 10"));
  }

  @Test
  void anotherFailureIsNotTriedAgain() throws Exception {
    Files.writeString(release.resolve("up.sql"), "ALTER TABLE nothing ADD born int;");

    assertThat(migration().up(CommandOutput.ignored(), said::add))
        .isInstanceOfSatisfying(
            MigrationResult.Failed.class,
            failed -> assertThat(failed.failure().why()).contains("does not exist"));
    assertThat(said).isEmpty();
  }

  /** Nobody waits behind it, so that it may wait for a transaction that takes its time. */
  @Test
  void anIndexMadeConcurrentlyWaitsForThoseThatWereThereBefore() throws Exception {
    String sql = "CREATE INDEX CONCURRENTLY band_id ON band (id);";
    Files.writeString(release.resolve("up.sql"), sql);
    MigrationLimits limits =
        MigrationLimits.rehearsed(Duration.ZERO, List.of(sql), Duration.ofSeconds(30));
    CompletableFuture<Void> ended;
    MigrationResult result;
    try (Connection writer = live.connect(TestDatabases.LIMIT);
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO band VALUES (1)");
      ended = CompletableFuture.runAsync(() -> commit(writer), LONGER_THAN_FOR_A_LOCK);
      result = migration(limits).up(CommandOutput.ignored(), said::add);
      ended.get(30, TimeUnit.SECONDS);
    }

    assertThat(result).isInstanceOf(MigrationResult.Done.class);
    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("the migration waits for"))
        .noneSatisfy(line -> assertThat(line).contains("gave up waiting"));
    assertThat(
            TestDatabases.query(
                live, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'band_id'::regclass"))
        .containsExactly("t");
  }

  @Test
  void anIndexThatWasLeftInvalidIsDropped() throws Exception {
    TestDatabases.execute(live, "INSERT INTO band VALUES (1), (1)");
    Files.writeString(
        release.resolve("up.sql"), "CREATE UNIQUE INDEX CONCURRENTLY band_id ON band (id);");

    assertThat(migration().up(CommandOutput.ignored(), said::add))
        .isInstanceOf(MigrationResult.Failed.class);
    assertThat(said).containsExactly("dropped the invalid index public.band_id, a leftover");
    assertThat(TestDatabases.query(live, "SELECT indexrelid FROM pg_index WHERE NOT indisvalid"))
        .isEmpty();
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private GuardedMigration migration() throws InterruptedException {
    return migration(new MigrationLimits(Duration.ofMillis(700), Duration.ofSeconds(20)));
  }

  private GuardedMigration migration(MigrationLimits limits) throws InterruptedException {
    DatabaseAccess migrator = server.migrator(limits.lock(), limits.statement()).orElseThrow();
    MigrationSpec spec =
        new MigrationSpec(
            new Argv(List.of("sh", "migrate.sh", "status")),
            new Argv(List.of("sh", "migrate.sh", "up")),
            Optional.empty(),
            Duration.ofSeconds(30));
    Migrator tool =
        new Migrator(
            new LocalHost(),
            new MigrationTool(spec, release, migrator.clientEnvironment()),
            live,
            new Masker(List.of(migrator.password())));
    return new GuardedMigration(tool, server.admin(server.live()), migrator.user());
  }
}
