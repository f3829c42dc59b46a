package dev.backline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.ImageName;
import dev.backline.config.RegistrySpec;
import dev.backline.config.SecretName;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.state.DataDirectory;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry that wants a log-in, looked at before anything is delivered. */
class RegistryFindingTest {

  private static final EnvironmentName PROD = new EnvironmentName("prod");
  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");

  @TempDir Path folder;
  private TestRegistry registry;
  private EnvironmentSecrets secrets;

  @BeforeEach
  void start() {
    registry = TestRegistry.on("127.0.0.1").withLogin("deployer", "s3cret-word").start();
    secrets = new AgeSecretStore(new DataDirectory(folder)).of(new AppName("shop"), PROD);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aRegistryThatTakesTheLogInIsFine() throws Exception {
    secrets.set(PASSWORD, Secret.of("s3cret-word"));

    assertThat(look())
        .isEqualTo(Finding.fine("prod's registry", "it answers, and is sent the image"));
  }

  @Test
  void aLogInThatIsRefusedIsToldWithoutThePassword() throws Exception {
    secrets.set(PASSWORD, Secret.of("wrong-word"));

    assertThat(look())
        .isInstanceOfSatisfying(
            Finding.Unfit.class,
            unfit ->
                assertThat(unfit.why()).contains("refuses the login").doesNotContain("wrong-word"));
  }

  @Test
  void aPasswordThatWasNotSetIsTold() throws Exception {
    assertThat(look())
        .isInstanceOfSatisfying(
            Finding.Unfit.class, unfit -> assertThat(unfit.why()).contains("REGISTRY_PASSWORD"));
  }

  @Test
  void aRegistryThatIsDownIsTold() throws Exception {
    secrets.set(PASSWORD, Secret.of("s3cret-word"));
    registry.stop();

    assertThat(look())
        .isInstanceOfSatisfying(
            Finding.Unfit.class, unfit -> assertThat(unfit.why()).contains("can't be reached"));
  }

  private Finding look() throws InterruptedException {
    RegistrySpec spec =
        new RegistrySpec(
            new ImageName(registry.name() + "/team/shop"),
            new RegistrySpec.Login.Password("deployer", PASSWORD));
    return HostFindings.registry(PROD, spec, secrets);
  }
}
