package dev.backline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import org.junit.jupiter.api.Test;

/** What servers that Backline starts keep to besides. */
public abstract class OwnServerContract extends DatabaseServerContract {

  /** Ends the server as a crash of its machine would; its data stays. */
  protected abstract void stop() throws InterruptedException;

  @Test
  void aServerThatStoppedIsStartedAgainWithItsData() throws InterruptedException {
    TestDatabases.execute(
        running().ensure(), "DROP TABLE IF EXISTS survivor", "CREATE TABLE survivor AS SELECT 3 n");
    stop();

    assertThat(TestDatabases.query(running().ensure(), "SELECT n FROM survivor"))
        .containsExactly("3");
  }

  @Test
  void aQuestionThatFailsIsAFailureAndNoEmptyDatabase() throws InterruptedException {
    RunningServer before = running();
    before.ensure();
    stop();

    assertThatThrownBy(before::ensure).isInstanceOf(BacklineException.class);
    assertThatThrownBy(before::version).isInstanceOf(BacklineException.class);
    assertThatThrownBy(() -> before.drop(new DatabaseName("any")))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void whatIsHalfMadeIsFinished() throws InterruptedException {
    RunningServer server = running();
    server.ensure();
    DatabaseAccess admin = server.admin(new DatabaseName("postgres"));
    // Role without a database and with another password; as after a crash, and a lost file.
    TestDatabases.execute(
        admin,
        "DROP DATABASE " + server.live().quoted() + " WITH (FORCE)",
        "ALTER ROLE " + server.role().quoted() + " PASSWORD 'another'");

    assertThat(TestDatabases.query(server.ensure(), "SELECT current_user"))
        .containsExactly(server.role().value());
  }
}
