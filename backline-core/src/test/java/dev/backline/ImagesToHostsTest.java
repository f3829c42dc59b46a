package dev.backline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.ImageName;
import dev.backline.config.RegistrySpec;
import dev.backline.config.RegistrySpec.Login;
import dev.backline.config.SecretName;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.HostFinding.Fine;
import dev.backline.host.examine.HostFinding.Unfit;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.host.local.LocalHost;
import dev.backline.registry.RegistryLogin;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.state.DataDirectory;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at of images before a delivery, with a real registry that wants a login. */
@Timeout(120)
class ImagesToHostsTest {

  private static final AppName APP = new AppName("shop");
  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");

  @TempDir Path temp;
  private TestRegistry registry;
  private ImageStore store;
  private EnvironmentSecrets secrets;
  private ArtifactDigest image;

  @BeforeEach
  void start() throws Exception {
    registry = TestRegistry.on("127.0.0.1").withLogin("deployer", "s3cret-word").start();
    store = new ImageStore(temp.resolve("images"), DiskReserve.ofBytes(0), InstantSource.system());
    secrets =
        new AgeSecretStore(new DataDirectory(temp.resolve("data")))
            .of(APP, new EnvironmentName("prod"));
    secrets.set(PASSWORD, Secret.of("s3cret-word"));
    SampleImage sample = SampleImage.of(2_000, 1);
    sample.storeIn(store);
    image = sample.manifest().digest();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aRegistryThatTakesTheLoginIsFineBeforeAndAfterThePush() throws Exception {
    assertThat(only(examine(image)))
        .isEqualTo(new Fine("registry", "it answers, and is sent the image"));

    images().tag(image, List.of(new ArtifactTag("v1.0.0")), line -> {});

    assertThat(only(examine(image))).isEqualTo(new Fine("registry", "it has the image"));
  }

  @Test
  void aRefusedLoginIsTold() throws Exception {
    secrets.set(PASSWORD, Secret.of("wrong-word"));

    assertThat(only(examine(image)))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.why()).contains("refuses the login").doesNotContain("wrong-word"));
  }

  @Test
  void aRegistryThatIsDownIsTold() throws Exception {
    registry.stop();

    assertThat(only(examine(image)))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).contains("can't be reached"));
  }

  @Test
  void anImageThatTheStoreHasLostIsTold() throws Exception {
    assertThat(examine(ArtifactDigest.ofHex("0".repeat(64))))
        .extracting(PlaceFinding::finding)
        .first()
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).contains("does not have 000000000000"));
  }

  @Test
  void withoutARegistryThereIsNoneToLookAt() throws Exception {
    ImagesToHosts fromHere =
        new ImagesToHosts(
            APP, store, Optional.empty(), new RegistryLogin(new LocalHost()), secrets);

    assertThat(fromHere.examine(Optional.of(image))).isEmpty();
  }

  private static HostFinding only(List<PlaceFinding> findings) {
    assertThat(findings).hasSize(1);
    return findings.getFirst().finding();
  }

  private List<PlaceFinding> examine(ArtifactDigest digest) throws InterruptedException {
    return images().examine(Optional.of(digest));
  }

  private ImagesToHosts images() {
    RegistrySpec spec =
        new RegistrySpec(
            new ImageName(registry.name() + "/team/shop"),
            new Login.Password("deployer", PASSWORD));
    return new ImagesToHosts(
        APP, store, Optional.of(spec), new RegistryLogin(new LocalHost()), secrets);
  }
}
