package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import dev.backline.failure.BacklineException;
import dev.backline.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry that wants a login. */
@Timeout(120)
class RegistryClientTest {

  private static final int LAYER = 400_000;
  private static final SampleImage IMAGE = SampleImage.of(LAYER, 1, 2, 3);

  @TempDir Path temp;
  private GuardedRegistry registry;
  private RegistryClient client;
  private ImageStore store;
  private ArtifactDigest digest;

  @BeforeEach
  void start() throws Exception {
    registry = GuardedRegistry.start();
    client = client(Optional.of(GuardedRegistry.LOGIN));
    store = new ImageStore(temp.resolve("images"), DiskReserve.ofBytes(0), InstantSource.system());
    IMAGE.storeIn(store);
    digest = IMAGE.manifest().digest();
  }

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void allTagsNameTheDigestThatWasBuilt() throws Exception {
    assertThat(client.has(digest)).isFalse();
    assertThat(client.tags()).isEmpty();

    Pushed pushed = client.push(store, digest, List.of("v1", "production"));

    assertThat(client.has(digest)).isTrue();
    assertThat(client.digestOf("v1")).contains(digest);
    assertThat(client.digestOf("production")).contains(digest);
    assertThat(client.tags()).containsExactlyInAnyOrder("v1", "production");
    assertThat(pushed.partsSent()).isEqualTo(4);
    assertThat(pushed.bytesSent()).isGreaterThan(3 * LAYER);
  }

  @Test
  void onlyWhatIsMissingTravels() throws Exception {
    client.push(store, digest, List.of("v1"));
    SampleImage next = SampleImage.of(LAYER, 1, 2, 4);
    next.storeIn(store);

    Pushed pushed = client.push(store, next.manifest().digest(), List.of("v2"));

    assertThat(pushed.partsSent()).isEqualTo(2);
    assertThat(pushed.bytesSent()).isBetween((long) LAYER, LAYER + 10_000L);
    assertThat(client.push(store, next.manifest().digest(), List.of("v2")).partsSent()).isZero();
  }

  @Test
  void aTagMovesToTheImageThatWasPushedLast() throws Exception {
    SampleImage next = SampleImage.of(LAYER, 1);
    next.storeIn(store);
    client.push(store, digest, List.of("production", "v1"));

    client.push(store, next.manifest().digest(), List.of("production"));

    assertThat(client.digestOf("production")).contains(next.manifest().digest());
    assertThat(client.digestOf("v1")).contains(digest);
  }

  @Test
  void aDeletedImageIsGoneAndIsDeletedAgainWithoutComplaint() throws Exception {
    client.push(store, digest, List.of("v1"));

    client.delete(digest);
    client.delete(digest);

    assertThat(client.has(digest)).isFalse();
    assertThat(client.digestOf("v1")).isEmpty();
  }

  @Test
  void aRefusedLoginIsToldWithoutThePassword() {
    Credential wrong = new Credential("deployer", Secret.of("wrong-word"));
    try (RegistryClient other = client(Optional.of(wrong));
        RegistryClient nobody = client(Optional.empty())) {
      assertThatThrownBy(() -> other.push(store, digest, List.of("v1")))
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("refuses the login")
          .hasMessageNotContaining("wrong-word");
      assertThatThrownBy(() -> nobody.has(digest)).hasMessageContaining("refuses the login");
    }
  }

  @Test
  void aRegistryThatIsDownIsTold() {
    registry.stop();

    assertThatThrownBy(() -> client.push(store, digest, List.of("v1")))
        .hasMessageContaining("pushing " + digest.abbreviated())
        .hasMessageContaining("can't be reached");
  }

  @Test
  void aPartThatTheStoreHasLostIsToldAndNothingIsTagged() throws Exception {
    Files.delete(store.blob(IMAGE.manifest().layers().getLast()).orElseThrow());

    assertThatThrownBy(() -> client.push(store, digest, List.of("v1")))
        .hasMessageContaining("is missing from the store");

    assertThat(client.digestOf("v1")).isEmpty();
  }

  @Test
  void aPartThatIsDamagedInTheStoreIsRefused() throws Exception {
    Path layer = store.blob(IMAGE.manifest().layers().getLast()).orElseThrow();
    byte[] content = Files.readAllBytes(layer);
    content[1000]++;
    Files.write(layer, content);

    assertThatThrownBy(() -> client.push(store, digest, List.of("v1")))
        .hasMessageContaining("DIGEST_INVALID");

    assertThat(client.digestOf("v1")).isEmpty();
  }

  private RegistryClient client(Optional<Credential> credential) {
    return new RegistryClient(registry.repository(), credential, time -> {});
  }
}
