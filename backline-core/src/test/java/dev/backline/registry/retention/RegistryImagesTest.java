package dev.backline.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.image.ImageStore;
import dev.backline.artifact.image.SampleImage;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.ImageName;
import dev.backline.config.RegistrySpec;
import dev.backline.host.Fence;
import dev.backline.host.local.LocalHost;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.RegistryLogin;
import dev.backline.registry.Repository;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.state.DataDirectory;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a real registry. */
@Timeout(120)
class RegistryImagesTest {

  private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
  private static final EnvironmentName PROD = new EnvironmentName("prod");

  @TempDir Path temp;
  private TestRegistry registry;
  private RegistryClient client;
  private ImageStore store;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void start() {
    start(TestRegistry.on("127.0.0.1"));
    store = new ImageStore(temp.resolve("images"), DiskReserve.ofBytes(0), InstantSource.system());
  }

  private void start(TestRegistry.Plan plan) {
    registry = plan.start();
    client = new RegistryClient(Repository.of(image()), Optional.empty());
  }

  @AfterEach
  void stop() {
    client.close();
    registry.close();
  }

  @Test
  void anOldImageIsDeletedWithTheTagsThatOnlyNamedItsCommit() throws Exception {
    ArtifactDigest old = pushed(1, COMMIT, "dev-1a2b3c4");
    ArtifactDigest live = pushed(2, "dev-latest");

    ImageNeeds needs =
        needs(
            Set.of(old, live),
            Map.of(live, "dev serves it"),
            Map.of(COMMIT, old, "dev-1a2b3c4", old));
    ImagePruning.Outcome outcome = prune(needs);

    assertThat(outcome.deleted()).isEqualTo(1);
    assertThat(client.has(old)).isFalse();
    assertThat(client.has(live)).isTrue();
    assertThat(said).singleElement().asString().contains(old.value(), registry.name());
    assertThat(prune(needs).deleted()).as("a second time").isZero();
  }

  @Test
  void versionsProductionLatestAndTagsOfOthersKeepTheirImages() throws Exception {
    List<ArtifactDigest> tagged = new ArrayList<>();
    int seed = 10;
    for (String tag : List.of("v1.0.0", "production", "latest", "golden")) {
      tagged.add(pushed(seed++, tag));
    }

    ImageNeeds needs = needs(Set.copyOf(tagged), Map.of(), Map.of());
    prune(needs);

    for (ArtifactDigest digest : tagged) {
      assertThat(client.has(digest)).isTrue();
    }
    assertThat(images().held(needs).stream().flatMap(image -> image.holders().stream()))
        .containsExactlyInAnyOrder(
            "tag v1.0.0 names it",
            "tag production names it",
            "tag latest names it",
            "tag golden names it");
  }

  @Test
  void whatIsNoArtifactOfOursIsNotEvenLookedAt() throws Exception {
    ArtifactDigest theirs = pushed(3);

    assertThat(images().held(needs(Set.of(), Map.of(), Map.of()))).isEmpty();
    prune(needs(Set.of(), Map.of(), Map.of()));

    assertThat(client.has(theirs)).isTrue();
  }

  @Test
  void aRegistryThatLetsNobodyDeleteIsNoFailureAndToldOnce() throws Exception {
    stop();
    start(TestRegistry.on("127.0.0.1").keepingAll());
    ArtifactDigest one = pushed(4);
    ArtifactDigest other = pushed(5);

    ImagePruning.Outcome outcome = prune(needs(Set.of(one, other), Map.of(), Map.of()));

    assertThat(outcome.deleted()).isZero();
    assertThat(outcome.notAllowed())
        .singleElement()
        .asString()
        .contains(registry.name(), "lets nobody delete images");
    assertThat(said).isEmpty();
    assertThat(client.has(one)).isTrue();
  }

  @Test
  void aRegistryThatFailsKeepsTheNextPlaceFromNothing() throws Exception {
    ArtifactDigest old = pushed(6);
    ImagePlace broken =
        new RegistryImages(
            new RegistrySpec(
                new ImageName(registry.name() + "/team/shop"),
                new RegistrySpec.Login.Program("that-is-nowhere")),
            new RegistryLogin(new LocalHost()),
            secrets());

    ImagePruning.Outcome outcome =
        new ImagePruning(
                List.of(broken, images()), needs(Set.of(old), Map.of(), Map.of()), said::add)
            .carryOut(new Fence(1));

    assertThat(outcome.deleted()).isEqualTo(1);
    assertThat(said.getFirst()).startsWith("old images stay on " + registry.name());
  }

  private ArtifactDigest pushed(long seed, String... tags) throws InterruptedException {
    SampleImage image = SampleImage.of(2_000, seed);
    image.storeIn(store);
    ArtifactDigest digest = image.manifest().digest();
    client.push(
        store,
        digest,
        Stream.concat(Stream.of("sha256-" + digest.hex()), Stream.of(tags)).toList());
    return digest;
  }

  private ImagePruning.Outcome prune(ImageNeeds needs) throws InterruptedException {
    return new ImagePruning(List.of(images()), needs, said::add).carryOut(new Fence(1));
  }

  private RegistryImages images() {
    return new RegistryImages(
        new RegistrySpec(image(), new RegistrySpec.Login.Nobody()),
        new RegistryLogin(new LocalHost()),
        secrets());
  }

  private EnvironmentSecrets secrets() {
    return new AgeSecretStore(new DataDirectory(temp.resolve("data")))
        .of(new AppName("shop"), PROD);
  }

  private ImageName image() {
    return new ImageName(registry.name() + "/team/shop");
  }

  private static ImageNeeds needs(
      Set<ArtifactDigest> brought,
      Map<ArtifactDigest, String> needed,
      Map<String, ArtifactDigest> tags) {
    return new ImageNeeds(PROD, brought, needed, tags);
  }
}
