package dev.backline.database.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.DatabasePlace;
import dev.backline.config.SecretName;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabaseServer;
import dev.backline.database.DatabaseServerContract;
import dev.backline.database.RunningServer;
import dev.backline.database.TestDatabases;
import dev.backline.failure.BacklineException;
import dev.backline.secret.Secret;
import dev.backline.testing.PostgresCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GivenDatabaseServerTest extends DatabaseServerContract {

  private static final String PASSWORD = "given-password";

  @BeforeAll
  static void somebodyMakesThem() {
    for (String role : new String[] {"given_maker CREATEDB", "given_modest"}) {
      String name = role.split(" ", 2)[0];
      TestDatabases.execute(
          TestDatabases.admin(),
          "CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'",
          "CREATE DATABASE " + name + " OWNER " + name);
    }
  }

  @Override
  protected DatabaseServer server() {
    return server("given_maker", "given_maker", PASSWORD, PostgresCluster.shared().port());
  }

  @Override
  protected DatabaseServer unreachable() {
    return server("given_maker", "given_maker", PASSWORD, 1);
  }

  @Test
  void aRoleWithoutTheRightToMakeDatabasesIsFoundOutAndTold() throws InterruptedException {
    RunningServer modest =
        server("given_modest", "given_modest", PASSWORD, PostgresCluster.shared().port())
            .start(LIMIT);

    assertThat(running().refusesNewDatabases()).isEmpty();
    assertThat(modest.refusesNewDatabases())
        .hasValueSatisfying(why -> assertThat(why).contains("given_modest").contains("CREATEDB"));
    assertThatThrownBy(() -> modest.createEmpty(new DatabaseName("more"), modest.role()))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("permission denied to create database");
  }

  @Test
  void aWrongPasswordIsToldAtOnceAndNotRepeated() {
    long start = System.nanoTime();

    assertThatThrownBy(() ->
            server("given_maker", "given_maker", "mistaken", PostgresCluster.shared().port())
                .start(LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("mistaken");
    assertThat(System.nanoTime() - start).isLessThan(LIMIT.toNanos() / 2);
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() {
    assertThatThrownBy(() ->
            server("absent", "given_maker", PASSWORD, PostgresCluster.shared().port()).start(LIMIT))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("database \"absent\" does not exist");
  }

  private static DatabaseServer server(String name, String user, String password, int port) {
    return new GivenDatabaseServer(
        new DatabasePlace.Given("127.0.0.1", port, name, user, new SecretName("DB_PASSWORD")),
        Secret.of(password));
  }
}
