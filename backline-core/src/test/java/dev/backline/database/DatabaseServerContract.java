package dev.backline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every environment's database server keeps to. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseServerContract {

  protected static final Duration LIMIT = Duration.ofSeconds(90);

  protected abstract DatabaseServer server();

  /** The same, with nothing where it should listen. */
  protected abstract DatabaseServer unreachable();

  protected RunningServer running() throws InterruptedException {
    return server().start(LIMIT);
  }

  @Test
  void theDatabaseIsThereAndAskingAgainChangesNothing() throws InterruptedException {
    DatabaseAccess database = running().ensure();
    TestDatabases.execute(database, "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 7 n");

    DatabaseAccess again = running().ensure();

    assertThat(again).isEqualTo(database);
    assertThat(again.name()).isEqualTo(running().live());
    assertThat(again.user()).isEqualTo(running().role());
    assertThat(TestDatabases.query(again, "SELECT n FROM kept")).containsExactly("7");
  }

  @Test
  void theAppFindsTheSameDatabaseAsTheSameRole() throws InterruptedException {
    DatabaseAccess here = running().ensure();

    assertThat(running().forApp(here).at(new ServerAddress(here.host(), here.port())))
        .isEqualTo(here);
  }

  @Test
  void tellsItsVersion() throws InterruptedException {
    assertThat(running().version().toString())
        .isEqualTo(
            TestDatabases.query(running().ensure(), "SHOW server_version")
                .getFirst()
                .split(" ")[0]);
  }

  @Test
  void aDatabaseForAProofIsMadeAndDeletedBesideTheLiveOne() throws InterruptedException {
    RunningServer server = running();
    DatabaseName name = new DatabaseName(server.live() + "_scratch");
    server.ensure();
    server.drop(name);

    DatabaseAccess made = server.createEmpty(name, server.role());

    TestDatabases.execute(made, "CREATE TABLE t (n int)");
    assertThat(
            TestDatabases.query(
                made,
                "SELECT rolname FROM pg_database d JOIN pg_roles r"
                    + " ON r.oid = datdba WHERE datname = current_database()"))
        .containsExactly(server.role().value());
    assertThatThrownBy(() -> server.createEmpty(name, server.role()))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("already exists");
    server.drop(name);
    server.drop(name);
    assertThat(
            TestDatabases.query(
                server.ensure(), "SELECT datname FROM pg_database WHERE datname = '" + name + "'"))
        .isEmpty();
  }

  @Test
  void theLiveDatabaseIsNeverDeleted() throws InterruptedException {
    RunningServer server = running();
    DatabaseAccess live = server.ensure();

    assertThatThrownBy(() -> server.drop(server.live()))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .extracting(e -> e.failure().exitCode())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(TestDatabases.query(live, "SELECT 1")).containsExactly("1");
  }

  @Test
  void aServerThatCannotBeReachedIsToldWhenTheTimeIsUp() {
    try (DatabaseServer nowhere = unreachable()) {
      assertThatThrownBy(() -> nowhere.start(Duration.ofSeconds(3)))
          .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
          .satisfies(e -> {
            assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(e.failure().remedy()).isNotBlank();
          });
    }
  }
}
