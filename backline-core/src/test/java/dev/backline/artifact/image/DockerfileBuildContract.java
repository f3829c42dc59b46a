package dev.backline.artifact.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.RelativePath;
import dev.backline.config.SourceUrl;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.LocalHost;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import dev.backline.testing.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds with each engine that can build. */
@Timeout(180)
abstract class DockerfileBuildContract {

  private static final CommitId COMMIT = new CommitId("0123456789".repeat(4));
  @TempDir Path temp;
  private ImageStore store;
  private Path checkout;
  private final List<String> said = new ArrayList<>();

  /** The engine has {@link TinyImage}. */
  abstract BuildCommands commands(Duration limit);

  /** What the engine keeps, by name. */
  abstract String names();

  @BeforeEach
  void setUp() throws IOException {
    store = new ImageStore(temp.resolve("images"), DiskReserve.ofBytes(0), InstantSource.system());
    checkout = Files.createDirectories(temp.resolve("checkout"));
    Files.writeString(checkout.resolve("page"), "hello");
  }

  @Test
  void storesWhatTheEngineBuilt() throws Exception {
    dockerfile(
        "FROM " + TinyImage.REFERENCE + "\nCOPY page /www/\nWORKDIR /www\nHEALTHCHECK CMD true\n");

    ArtifactDigest digest = build(Optional.empty());

    ImageManifest image = store.manifest(digest);
    assertThat(store.verify(digest)).isEmpty();
    assertThat(image.layers()).hasSize(2);
    assertThat(image.layers())
        .allSatisfy(layer -> assertThat(layer.mediaType()).isEqualTo(MediaTypes.GZIP_LAYER));
    assertThat(Files.readString(store.blob(image.config()).orElseThrow()))
        .contains("\"org.opencontainers.image.revision\":\"" + COMMIT + "\"")
        .contains("\"org.opencontainers.image.source\":\"https://example.com/app\"")
        .contains("\"WorkingDir\":\"/www\"")
        .contains("\"Healthcheck\":{");
    assertThat(said).anyMatch(line -> line.contains("COPY page"));
  }

  @Test
  void sharesTheLayersOfTheBaseWithTheImageBefore() throws Exception {
    dockerfile("FROM " + TinyImage.REFERENCE + "\nCOPY page /www/\n");
    ImageManifest before = store.manifest(build(Optional.empty()));
    Files.writeString(checkout.resolve("page"), "changed");

    ImageManifest after = store.manifest(build(Optional.empty()));

    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(after.layers().getFirst()).isEqualTo(before.layers().getFirst());
  }

  @Test
  void buildsTheStageThatIsAskedFor() throws Exception {
    dockerfile("FROM " + TinyImage.REFERENCE + " AS one\nFROM one AS two\nCOPY page /www/\n");

    assertThat(store.manifest(build(Optional.of("one"))).layers()).hasSize(1);
  }

  @Test
  void leavesTheEngineNoNameAndTheStoreNoFiles() throws Exception {
    dockerfile("FROM " + TinyImage.REFERENCE + "\nCOPY page /www/\n");

    build(Optional.empty());

    assertThat(names()).contains("backline/tiny").doesNotContain("backline/build");
    assertThat(temp.resolve("images/unfinished")).isEmptyDirectory();
  }

  @Test
  void tellsWhyTheEngineCannotBuild() throws Exception {
    dockerfile("FROM " + TinyImage.REFERENCE + "\nCOPY nowhere /www/\n");

    assertThatThrownBy(() -> build(Optional.empty()))
        .hasMessageContaining("building an image of 0123456 with Dockerfile")
        .hasMessageContaining("nowhere");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void endsABuildThatTakesTooLong() throws Exception {
    dockerfile("FROM " + TinyImage.REFERENCE + "\nRUN sleep 600\n");

    assertThatThrownBy(() -> build(Optional.empty(), Duration.ofSeconds(3)))
        .hasMessageContaining("did not end within");
  }

  private ArtifactDigest build(Optional<String> target) throws InterruptedException {
    return build(target, Duration.ofMinutes(2));
  }

  private ArtifactDigest build(Optional<String> target, Duration limit)
      throws InterruptedException {
    CommandOutput output = said::add;
    return new DockerfileBuild(new LocalHost(), () -> commands(limit), store)
        .build(
            new Checkout(COMMIT, Instant.EPOCH, checkout),
            new ArtifactSpec.Dockerfile(
                new RelativePath("Dockerfile"),
                new RelativePath("."),
                target,
                Optional.of(new SourceUrl("https://example.com/app"))),
            output)
        .digest();
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(checkout.resolve("Dockerfile"), text);
  }
}
