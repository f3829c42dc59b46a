package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import dev.backline.config.AppName;
import dev.backline.config.HostName;
import dev.backline.config.RegistrySpec;
import dev.backline.config.RegistrySpec.Login;
import dev.backline.config.SecretName;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHost;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.host.ssh.SshTarget;
import dev.backline.secret.Secret;
import dev.backline.testing.SshServer;
import dev.backline.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** To a real engine over a real sshd, from a real registry and without one. */
@Timeout(180)
class ImageDeliveryTest {

  private static final AppName APP = new AppName("shop");
  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");
  private static TestEngine engine;

  @TempDir Path temp;
  private SshServer sshd;
  private SshHost host;
  private ImageStore store;
  private final List<String> said = new ArrayList<>();
  private final CommandOutput output = said::add;

  @BeforeAll
  static void startEngine() {
    engine = TestEngine.make();
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void start() throws Exception {
    sshd = SshServer.start(Files.createDirectory(temp.resolve("sshd")));
    host = host();
    store = new ImageStore(temp.resolve("images"), DiskReserve.ofBytes(0), InstantSource.system());
  }

  @AfterEach
  void stop() {
    host.close();
    sshd.close();
  }

  @Test
  void anImageComesFromHereWithItsOwnId() throws Exception {
    SampleImage image = stored(1, 2);

    String id = fromHere().bring(APP, digest(image), host, output);

    assertThat(id).isEqualTo(image.manifest().config().digest());
    assertThat(engine.docker("image", "inspect", "--format", "{{.RepoTags}}", id))
        .isEqualTo("[backline/shop:" + digest(image).abbreviated() + "]");
    assertThat(engine.docker("image", "inspect", "--format", "{{.RepoDigests}}", id))
        .doesNotContain("127.0.0.1");
  }

  @Test
  void nothingTravelsThatIsThere() throws Exception {
    SampleImage image = stored(3);
    fromHere().bring(APP, digest(image), host, output);
    said.clear();
    // Nothing can be read any more: what is there is found without it.
    Files.delete(store.blob(image.manifest().layers().getFirst()).orElseThrow());

    assertThat(fromHere().bring(APP, digest(image), host, output))
        .isEqualTo(image.manifest().config().digest());
    assertThat(said).isEmpty();

    SampleImage next = stored(4, 5);
    SampleImage after = stored(4, 6);
    fromHere().bring(APP, digest(next), host, output);
    Files.delete(store.blob(after.manifest().layers().getFirst()).orElseThrow());
    fromHere().bring(APP, digest(after), host, output);
  }

  @Test
  void anImageThatLostItsNameGetsItBack() throws Exception {
    SampleImage image = stored(7);
    String id = fromHere().bring(APP, digest(image), host, output);
    engine.docker("tag", id, "other:1");
    engine.docker("rmi", "backline/shop:" + digest(image).abbreviated());

    fromHere().bring(APP, digest(image), host, output);

    assertThat(engine.docker("image", "inspect", "--format", "{{.RepoTags}}", id))
        .contains("backline/shop:");
  }

  @Test
  void anImageComesFromTheRegistryByItsDigest() throws Exception {
    SampleImage image = stored(8, 9);
    try (GuardedRegistry registry = pushed(image)) {
      String reference =
          fromRegistry(registry, "s3cret-word").bring(APP, digest(image), host, output);

      assertThat(reference).isEqualTo(registry.image() + "@" + digest(image));
      assertThat(engine.docker("image", "inspect", "--format", "{{.Id}}", reference))
          .isEqualTo(image.manifest().config().digest());
      said.clear();
      registry.stop();
      fromRegistry(registry, "s3cret-word").bring(APP, digest(image), host, output);
      assertThat(said).isEmpty();
    }
  }

  @Test
  void aRefusedLoginIsToldAndLeavesNoConfiguration() throws Exception {
    SampleImage image = stored(10);
    try (GuardedRegistry registry = pushed(image)) {
      DeliveryFromRegistry delivery = fromRegistry(registry, "wrong-word", noting());

      assertThatThrownBy(() -> delivery.bring(APP, digest(image), host, output))
          .hasMessageContaining("pulling " + registry.image() + "@" + digest(image) + " on web-1")
          .hasMessageContaining("refuses the login")
          .hasMessageNotContaining("wrong-word");

      assertThatTheLoginIsGone();
      assertThat(said).noneMatch(line -> line.contains("wrong-word"));
    }
  }

  @Test
  void theLoginIsGoneAfterThePull() throws Exception {
    SampleImage image = stored(11);
    try (GuardedRegistry registry = pushed(image)) {
      fromRegistry(registry, "s3cret-word", noting()).bring(APP, digest(image), host, output);

      assertThatTheLoginIsGone();
    }
  }

  @Test
  void aDigestThatTheRegistryLacksIsTold() throws Exception {
    SampleImage image = stored(12);
    try (GuardedRegistry registry = GuardedRegistry.start()) {
      assertThatThrownBy(
              () -> fromRegistry(registry, "s3cret-word").bring(APP, digest(image), host, output))
          .hasMessageContaining("does not have the image any more");
    }
  }

  @Test
  void aRegistryThatIsDownIsTold() throws Exception {
    SampleImage image = stored(13);
    try (GuardedRegistry registry = GuardedRegistry.start()) {
      registry.stop();
      assertThatThrownBy(
              () -> fromRegistry(registry, "s3cret-word").bring(APP, digest(image), host, output))
          .hasMessageContaining("the host can't reach the registry");
    }
  }

  @Test
  void aFullDiskIsFoundBeforeAnythingTravels() throws Exception {
    SampleImage image = stored(14);
    // A file system that never has room.
    EngineCommands full =
        program("case \" $* \" in *' info '*) echo /proc; exit 0;; esac", temp.resolve("full"));

    assertThatThrownBy(
            () -> new DeliveryFromHere(store, full).bring(APP, digest(image), host, output))
        .hasMessageContaining("in /proc on web-1, which has 0 MiB free");

    assertThat(said).isEmpty();
  }

  @Test
  void anEngineThatIsDownIsTold() throws Exception {
    SampleImage image = stored(15);
    EngineCommands none = new EngineCommands(List.of("docker", "-H", "unix:///nowhere.sock"));

    assertThatThrownBy(
            () -> new DeliveryFromHere(store, none).bring(APP, digest(image), host, output))
        .hasMessageContaining("engine can't be used");
  }

  private SampleImage stored(long... seeds) throws InterruptedException {
    SampleImage image = SampleImage.of(300_000, seeds);
    image.storeIn(store);
    return image;
  }

  private static ArtifactDigest digest(SampleImage image) {
    return image.manifest().digest();
  }

  private DeliveryFromHere fromHere() {
    return new DeliveryFromHere(store, docker());
  }

  private GuardedRegistry pushed(SampleImage image) throws Exception {
    GuardedRegistry registry = GuardedRegistry.start();
    try (RegistryClient client =
        new RegistryClient(registry.repository(), Optional.of(GuardedRegistry.LOGIN))) {
      client.push(store, digest(image), List.of("v1"));
    }
    return registry;
  }

  private DeliveryFromRegistry fromRegistry(GuardedRegistry registry, String password) {
    return fromRegistry(registry, password, docker());
  }

  private DeliveryFromRegistry fromRegistry(
      GuardedRegistry registry, String password, EngineCommands commands) {
    MapSecrets secrets = MapSecrets.none();
    secrets.set(PASSWORD, Secret.of(password));
    RegistrySpec spec =
        new RegistrySpec(registry.image(), new Login.Password("deployer", PASSWORD));
    return new DeliveryFromRegistry(
        spec, new RegistryLogin(new LocalHost()), secrets, store, commands);
  }

  private static EngineCommands docker() {
    return new EngineCommands(List.of("docker", "-H", "unix://" + engine.socket()));
  }

  /** Notes where the log-in is kept, and who may look into it. */
  private EngineCommands noting() throws IOException {
    String note = "[ -z \"$DOCKER_CONFIG\" ] || stat -c '%a %n' \"$DOCKER_CONFIG\" >>" + notes();
    return program(note, temp.resolve("engine"));
  }

  private Path notes() {
    return temp.resolve("notes");
  }

  private void assertThatTheLoginIsGone() throws IOException {
    List<String> noted = Files.readAllLines(notes()).stream().distinct().toList();
    assertThat(noted).singleElement().asString().startsWith("700 /");
    assertThat(Path.of(noted.getFirst().substring("700 ".length()))).doesNotExist();
  }

  private static EngineCommands program(String first, Path file) throws IOException {
    Files.writeString(
        file, "#!/bin/sh\n" + first + "\nexec docker -H unix://" + engine.socket() + " \"$@\"\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new EngineCommands(List.of(file.toString()));
  }

  private SshHost host() throws InterruptedException {
    SshAddress address = new SshAddress("127.0.0.1", sshd.port());
    PinnedKeys pins = new PinnedKeys(temp.resolve("known_hosts"));
    String[] key = sshd.hostKey("ed25519").strip().split(" ", -1);
    pins.trust(address, List.of(new HostKey(key[0], key[1])));
    return new SshHost(
        new SshTarget(
            new HostName("web-1"),
            address,
            sshd.user(),
            List.of(new KeyFile(sshd.clientKey(), Optional.empty())),
            new SshDeadlines(Duration.ofSeconds(8), Duration.ofSeconds(15), Duration.ofSeconds(5))),
        pins);
  }
}
