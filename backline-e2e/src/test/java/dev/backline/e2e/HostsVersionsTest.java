package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.Descriptor;
import dev.backline.config.EnvironmentName;
import dev.backline.config.ImageName;
import dev.backline.pipeline.RunParameters;
import dev.backline.registry.RegistryClient;
import dev.backline.registry.Repository;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dev and production, each on a host of its own, with one registry: what is called what there, what
 * goes with the deliveries, and how a version comes back.
 */
@Tag("long")
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsVersionsTest {

  private static final EnvironmentName DEV = HostsInstallation.DEV;
  private static final EnvironmentName PROD = HostsInstallation.PROD;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static KnownRegistry registry;
  private static final List<String> commits = new ArrayList<>();
  private static final List<ArtifactDigest> images = new ArrayList<>();

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    registry = KnownRegistry.start(TestRegistry.on(installation.machine()), installation.hosts());
    String declared = installation.declaration().tinyInTwoEnvironments(repository());
    installation.tiny().write("backline.yml", declared);
  }

  @AfterAll
  static void endEverything() {
    installation.close();
    registry.close();
  }

  @Test
  @Order(1)
  void allTagsOfAVersionNameTheOneImageThatDevTestedAndProductionRuns() throws Exception {
    deliver();
    promote();

    ArtifactDigest image = images.getFirst();
    for (String tag :
        List.of(
            "v0.1.0",
            "production",
            "latest",
            commits.getFirst(),
            "dev-" + commits.getFirst().substring(0, 7),
            "dev-latest")) {
      assertThat(tagged(tag)).as(tag).contains(image);
    }
    for (TestHost host : installation.hosts()) {
      assertThat(host.run("docker", "ps", "--no-trunc", "--format", "{{.Image}}").lines())
          .containsExactly(repository() + "@" + image.value());
    }
  }

  @Test
  @Order(2)
  void whatNobodyNeedsAnyMoreLeavesTheHostsAndTheRegistryAndVersionsStay() throws Exception {
    deliver(); // Never promoted.
    deliver();
    promote();
    deliver();
    promote();

    assertThat(tagged("v0.1.0")).contains(images.get(0));
    assertThat(tagged("v0.2.0")).contains(images.get(2));
    assertThat(tagged("v0.3.0")).contains(images.get(3));
    for (String moving : List.of("production", "latest", "dev-latest")) {
      assertThat(tagged(moving)).as(moving).contains(images.get(3));
    }
    assertThat(tagged(commits.get(1))).as("a commit that nobody goes back to").isEmpty();
    assertThat(tagged("dev-" + commits.get(1).substring(0, 7))).isEmpty();
    assertThat(onHost(installation.hosts().getLast()))
        .containsExactlyInAnyOrder(images.get(2), images.get(3));
    assertThat(onHost(installation.hosts().getFirst()))
        .as("what production went back to when dev was delivered to last may stay, too")
        .contains(images.get(2), images.get(3))
        .doesNotContain(images.get(1));
  }

  /** Hosts have it no more, and the registry lists it still. */
  @Test
  @Order(3)
  void aVersionComesBackThoughTheRegistryLostIt() throws Exception {
    ArtifactDigest first = images.getFirst();
    registry.registry().loseBlob(first.value());
    List<Descriptor> kept = parts(images.getLast());
    List<Descriptor> own = parts(first).stream().filter(part -> !kept.contains(part)).toList();
    assertThat(own).isNotEmpty();
    own.forEach(part -> registry.registry().loseBlob(part.digest()));
    try (Load load = Load.on(installation.urlOf(installation.hosts().getLast()))) {
      RunRecord run =
          installation.run(RunKind.ROLLBACK, PROD, Map.of(RunParameters.VERSION, "v0.1.0"));
      installation.succeeded(run);
      assertThat(load.failures()).isEmpty();
    }
    assertThat(HostsInstallation.served(installation.urlOf(installation.hosts().getLast())))
        .isEqualTo("v0.1.0");
    assertThat(tagged("production")).contains(first);
    assertThat(tagged("dev-latest")).contains(images.getLast());
  }

  private static void deliver() throws Exception {
    installation.tiny().behaviour("note=" + commits.size());
    commits.add(installation.tiny().commit("Change " + commits.size()));
    installation.succeeded(installation.deploy(DEV));
    images.add(installation.live(DEV));
  }

  private static void promote() throws Exception {
    installation.succeeded(installation.promote());
    assertThat(installation.live(PROD)).isEqualTo(images.getLast());
  }

  private static List<Descriptor> parts(ArtifactDigest image) {
    return installation.backline().parts().images().manifest(image).parts();
  }

  private static String repository() {
    return registry.registry().name() + "/team/tiny";
  }

  private static Optional<ArtifactDigest> tagged(String tag) throws Exception {
    try (RegistryClient client =
        new RegistryClient(Repository.of(new ImageName(repository())), Optional.empty())) {
      return client.digestOf(tag);
    }
  }

  /** The app's images. */
  private static List<ArtifactDigest> onHost(TestHost host) {
    return host.run("docker", "images", "--digests", "--format", "{{.Repository}} {{.Digest}}")
        .lines()
        .filter(line -> line.startsWith(repository() + " "))
        .map(line -> new ArtifactDigest(line.substring(line.indexOf(' ') + 1)))
        .toList();
  }
}
