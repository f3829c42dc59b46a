package dev.backline.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.StaleFence;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.host.local.LocalHost;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.Repository;
import dev.backline.secret.Secret;
import dev.backline.testing.TestEngine;
import dev.backline.testing.TestRegistry;
import dev.backline.testing.TinyImage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine. */
@Timeout(180)
class EngineImagesTest {

  private static final AppName APP = new AppName("shop");
  private static final Fence FENCE = new Fence(7);
  private static final ArtifactDigest OLD = ArtifactDigest.ofHex("a".repeat(64));
  private static final ArtifactDigest NEW = ArtifactDigest.ofHex("b".repeat(64));
  private static TestEngine engine;

  @TempDir Path folder;
  private EngineImages images;
  private final Map<ArtifactDigest, String> slots = new HashMap<>();
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void startEngine() {
    engine = TestEngine.make();
    engine.load(TinyImage.archive());
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void prepare() {
    Host host = new OnTheEngine();
    images =
        new EngineImages(host, APP, Optional.empty(), new FenceOnHost(host, folder), () -> slots);
  }

  @AfterEach
  void clear() {
    engine
        .docker("ps", "--all", "--quiet")
        .lines()
        .forEach(container -> engine.docker("rm", "--force", container));
    engine
        .docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")
        .lines()
        .filter(name -> !name.equals(TinyImage.REFERENCE))
        .forEach(name -> engine.docker("image", "rm", name));
  }

  @Test
  void anOldImageIsDeletedAndTheOneThatServesStays() throws Exception {
    bring(OLD);
    bring(NEW);

    prune(Map.of(NEW, "prod serves it as v2"));

    assertThat(names()).contains(name(NEW)).doesNotContain(name(OLD));
    assertThat(said)
        .containsExactly(
            "deleted image "
                + name(OLD)
                + " on web-1: prod goes back to it no more, nobody uses it");
  }

  @Test
  void theImageOfAContainerStaysAlsoWhenTheContainerIsStopped() throws Exception {
    bring(OLD);
    engine.docker("create", "--name", "shop-prod-web-blue", name(OLD), "/bin/sh");

    prune(Map.of());

    assertThat(names()).contains(name(OLD));
    assertThat(images.held(needs(Map.of())).getFirst().holders())
        .containsExactly("container shop-prod-web-blue is made of it");
  }

  @Test
  void theEngineItselfRefusesWhatBeganToBeUsedAfterThePlan() throws Exception {
    bring(OLD);
    HeldImage planned = images.held(needs(Map.of())).getFirst();
    engine.docker("create", "--name", "late", name(OLD), "/bin/sh");

    assertThat(images.remove(planned, FENCE))
        .isInstanceOfSatisfying(
            Removal.InUse.class, inUse -> assertThat(inUse.why()).contains("container"));
    assertThat(names()).contains(name(OLD));
  }

  @Test
  void theImageOfASlotStaysThoughItsContainerIsGone() throws Exception {
    bring(OLD);
    slots.put(OLD, "green");

    prune(Map.of());

    assertThat(names()).contains(name(OLD));
  }

  @Test
  void anImageFromTheRegistryIsDeletedByItsDigest() throws Exception {
    SampleImage sample = SampleImage.of(2_000, 1);
    ImageStore store =
        new ImageStore(folder.resolve("store"), DiskReserve.ofBytes(0), InstantSource.system());
    sample.storeIn(store);
    ArtifactDigest digest = sample.manifest().digest();
    try (TestRegistry registry = TestRegistry.on("127.0.0.1").start()) {
      Repository repository = new Repository(registry.name(), "team/shop");
      try (RegistryClient client = new RegistryClient(repository, Optional.empty())) {
        client.push(store, digest, List.of("v1"));
      }
      engine.docker("pull", "--quiet", repository.reference(digest));
      Host host = new OnTheEngine();
      EngineImages pulled =
          new EngineImages(
              host, APP, Optional.of(repository), new FenceOnHost(host, folder), () -> slots);
      ImageNeeds needs =
          new ImageNeeds(new EnvironmentName("prod"), Set.of(digest), Map.of(), Map.of());

      assertThat(pulled.held(needs))
          .extracting(HeldImage::reference)
          .containsExactly(repository.reference(digest));
      new ImagePruning(List.of(pulled), needs, said::add).carryOut(FENCE);

      assertThat(pulled.held(needs)).isEmpty();
      assertThat(engine.docker("image", "ls", "--quiet", "--no-trunc"))
          .doesNotContain(sample.manifest().config().digest());
    }
  }

  @Test
  void imagesOfOtherAppsAndOfNobodyStay() throws Exception {
    bring(OLD);
    String other = "backline/shop-api:" + OLD.abbreviated();
    String byHand = "backline/shop:by-hand";
    for (String name : List.of(other, byHand)) {
      engine.docker("import", "--change", "LABEL for=" + name, empty(), name);
    }

    prune(Map.of());

    assertThat(names()).contains(other, byHand, TinyImage.REFERENCE).doesNotContain(name(OLD));
  }

  @Test
  void whatIsGoneAlreadyIsDone() throws Exception {
    bring(OLD);
    HeldImage planned = images.held(needs(Map.of())).getFirst();

    assertThat(images.remove(planned, FENCE)).isInstanceOf(Removal.Done.class);
    assertThat(images.remove(planned, FENCE)).isInstanceOf(Removal.Done.class);
  }

  @Test
  void aHolderOfAnEarlierTokenDeletesNothing() throws Exception {
    bring(OLD);
    HeldImage planned = images.held(needs(Map.of())).getFirst();
    new FenceOnHost(new OnTheEngine(), folder).admit(new Fence(8), "another one's work");

    assertThatThrownBy(() -> images.remove(planned, FENCE)).isInstanceOf(StaleFence.class);
    assertThat(names()).contains(name(OLD));
  }

  /** Another image each, as artifacts are. */
  private void bring(ArtifactDigest digest) {
    engine.docker("import", "--change", "LABEL artifact=" + digest, empty(), name(digest));
  }

  private static String empty() {
    return TinyImage.archive().toString();
  }

  private void prune(Map<ArtifactDigest, String> needed) throws InterruptedException {
    new ImagePruning(List.of(images), needs(needed), said::add).carryOut(FENCE);
  }

  private static ImageNeeds needs(Map<ArtifactDigest, String> needed) {
    return new ImageNeeds(new EnvironmentName("prod"), Set.of(OLD, NEW), needed, Map.of());
  }

  private static String name(ArtifactDigest digest) {
    return "backline/shop:" + digest.abbreviated();
  }

  private static List<String> names() {
    return engine.docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}").lines().toList();
  }

  /** This machine with the test's engine. */
  private record OnTheEngine() implements Host {

    @Override
    public HostName name() {
      return new HostName("web-1");
    }

    @Override
    public CommandResult run(HostCommand command, CommandOutput output)
        throws InterruptedException {
      Map<String, Secret> variables = new HashMap<>();
      engine.variables().forEach((name, value) -> variables.put(name, Secret.of(value)));
      return new LocalHost().run(command.with(variables), output);
    }
  }
}
