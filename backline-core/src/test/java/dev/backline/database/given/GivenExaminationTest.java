package dev.backline.database.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.database.TestDatabases;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.local.LocalHost;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.state.DataDirectory;
import dev.backline.testing.PostgresCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, looked at before anything is delivered. */
class GivenExaminationTest {

  private static final SecretName PASSWORD = new SecretName("DB_PASSWORD");

  @TempDir Path folder;
  private EnvironmentSecrets secrets;

  @BeforeAll
  static void somebodyMakesThem() {
    for (String role : List.of("looked_at_maker CREATEDB", "looked_at_modest")) {
      String name = role.split(" ", 2)[0];
      TestDatabases.execute(
          TestDatabases.admin(),
          "CREATE ROLE " + role + " LOGIN PASSWORD 'right-word'",
          "CREATE DATABASE " + name + " OWNER " + name);
    }
  }

  @BeforeEach
  void keepThePassword() {
    secrets =
        new AgeSecretStore(new DataDirectory(folder))
            .of(new AppName("shop"), new EnvironmentName("prod"));
    secrets.set(PASSWORD, Secret.of("right-word"));
  }

  @Test
  void aServerThatCanBeWorkedWithIsFineAndSoAreTheProgramsForIt() throws Exception {
    assertThat(look("looked_at_maker", PostgresCluster.shared().port()))
        .satisfiesExactly(
            database ->
                assertThat(database)
                    .isInstanceOfSatisfying(
                        HostFinding.Fine.class,
                        fine ->
                            assertThat(fine.detail())
                                .startsWith("PostgreSQL ")
                                .endsWith("as looked_at_maker")),
            programs -> assertThat(programs).isInstanceOf(HostFinding.Fine.class));
  }

  @Test
  void aRoleThatMayMakeNoDatabasesIsDoubtfulAndWhatThatMeansIsTold() throws Exception {
    assertThat(look("looked_at_modest", PostgresCluster.shared().port()))
        .first()
        .isInstanceOfSatisfying(
            HostFinding.Doubtful.class,
            doubtful -> {
              assertThat(doubtful.why()).contains("CREATEDB", "not rehearsed");
              assertThat(doubtful.remedy()).endsWith("ALTER ROLE \"looked_at_modest\" CREATEDB");
            });
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    secrets.set(PASSWORD, Secret.of("wrong-word"));

    assertThat(look("looked_at_maker", PostgresCluster.shared().port()))
        .singleElement()
        .isInstanceOfSatisfying(
            HostFinding.Unfit.class,
            unfit ->
                assertThat(unfit.why())
                    .contains("password authentication failed")
                    .doesNotContain("wrong-word"));
  }

  @Test
  void aPasswordThatIsNotSetIsTold() throws Exception {
    secrets.remove(PASSWORD);

    assertThat(look("looked_at_maker", PostgresCluster.shared().port()))
        .singleElement()
        .isInstanceOfSatisfying(
            HostFinding.Unfit.class,
            unfit -> assertThat(unfit.remedy()).contains("backline secret set prod DB_PASSWORD"));
  }

  private List<HostFinding> look(String role, int port) throws InterruptedException {
    return new GivenExamination(PostgresInstallations.of(new LocalHost()))
        .of(new DatabasePlace.Given("127.0.0.1", port, role, role, PASSWORD), secrets);
  }
}
