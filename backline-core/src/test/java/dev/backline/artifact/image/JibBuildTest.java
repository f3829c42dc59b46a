package dev.backline.artifact.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.DiskReserve;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.ImageName;
import dev.backline.config.RelativePath;
import dev.backline.config.SourceUrl;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JibBuildTest {

  private static final CommitId COMMIT = new CommitId("0123456789".repeat(4));
  private static final Instant COMMITTED = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path temp;
  private ImageStore store;
  private Path base;

  @BeforeEach
  void setUp() throws IOException {
    store = store("images");
    base = SampleImage.dockerArchive(temp.resolve("base.tar"));
  }

  @Test
  void putsTheFilesOnTheBaseInLayersByHowOftenTheyChange() throws Exception {
    Path checkout = checkout("one", 1);

    ImageManifest image = store.manifest(build(store, checkout));

    List<List<String>> layers = new ArrayList<>();
    for (Descriptor layer : image.layers()) {
      layers.add(files(layer));
    }
    assertThat(layers)
        .containsExactly(
            List.of("etc/base 644"),
            List.of("srv/app/lib/a.jar 644", "srv/app/lib/b.jar 644"),
            List.of("srv/app/public/index.html 644", "srv/app/run 755"),
            List.of("srv/app/app.jar 644", "srv/app/lib/ours-1-SNAPSHOT.jar 644"));
  }

  @Test
  void saysWhereItComesFrom() throws Exception {
    ImageManifest image = store.manifest(build(store, checkout("one", 1)));

    assertThat(Files.readString(store.blob(image.config()).orElseThrow()))
        .contains("\"org.opencontainers.image.revision\":\"" + COMMIT + "\"")
        .contains("\"org.opencontainers.image.source\":\"https://example.com/app\"")
        .contains("\"created\":\"2026-03-01T10:00:00Z\"")
        .contains("\"WorkingDir\":\"/srv/app\"")
        .doesNotContain("image.version");
  }

  @Test
  void equalFilesMakeOneDigestWhateverTheirTimesAndFolder() throws Exception {
    long seed = new Random().nextLong();
    for (int round = 0; round < 3; round++) {
      Path one = checkout("one" + round, seed + round);
      Path other = checkout("other" + round, seed + round);
      setTimes(one, new Random(seed));
      assertThat(other.resolve("build/run").toFile().setReadable(true, true)).isTrue();

      assertThat(build(store("here" + round), one))
          .as("seed %d", seed)
          .isEqualTo(build(store("there" + round), other));
    }
  }

  @Test
  void aChangeOfTheProgramChangesItsLayerAlone() throws Exception {
    Path checkout = checkout("one", 1);
    ImageManifest before = store.manifest(build(store, checkout));
    Files.writeString(checkout.resolve("build/app.jar"), "another program");

    ImageManifest after = store.manifest(build(store, checkout));

    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(after.layers().subList(0, 3)).isEqualTo(before.layers().subList(0, 3));
  }

  @Test
  void leavesNothingUnfinishedBehind() throws Exception {
    build(store, checkout("one", 1));

    assertThat(temp.resolve("images/unfinished")).isEmptyDirectory();
  }

  @Test
  void refusesALinkThatLeadsOutOfTheFolder() throws Exception {
    Path checkout = checkout("one", 1);
    Files.writeString(temp.resolve("key"), "secret");
    Files.createSymbolicLink(checkout.resolve("build/key"), Path.of("../../key"));

    assertThatThrownBy(() -> build(store, checkout))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("the link key leads out of build");
  }

  @Test
  void tellsThatThereIsNothingToPutIn() throws Exception {
    Path empty = Files.createDirectories(temp.resolve("empty"));

    assertThatThrownBy(() -> build(store, empty)).hasMessageContaining("no files in build");
  }

  @Test
  void tellsThatTheBaseCannotBeReached() throws Exception {
    JibBuild build = new JibBuild(store, temp.resolve("cache"), BaseImages.fromRegistries());
    Checkout checkout = new Checkout(COMMIT, Instant.EPOCH, checkout("one", 1));
    ArtifactSpec.Jib spec = spec("127.0.0.1:1/base:1");

    assertThatThrownBy(() -> build.build(checkout, spec, CommandOutput.ignored()))
        .hasMessageContaining("building an image on 127.0.0.1:1/base:1")
        .hasMessageContaining("can't be reached");
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    Path checkout = checkout("one", 1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> build(store, checkout)).isInstanceOf(InterruptedException.class);
    assertThat(store.list()).isEmpty();
  }

  private ArtifactDigest build(ImageStore into, Path checkout) throws InterruptedException {
    BaseImages bases = name -> Jib.from(TarImage.at(base).named(name.value()));
    return new JibBuild(into, temp.resolve("cache"), bases)
        .build(new Checkout(COMMIT, COMMITTED, checkout), spec("base:1"), CommandOutput.ignored())
        .digest();
  }

  private static ArtifactSpec.Jib spec(String base) {
    return new ArtifactSpec.Jib(
        new RelativePath("build"),
        new ImageName(base),
        "/srv/app",
        Optional.of(new SourceUrl("https://example.com/app")));
  }

  private ImageStore store(String name) {
    return new ImageStore(temp.resolve(name), DiskReserve.ofBytes(0), InstantSource.system());
  }

  private Path checkout(String name, long seed) throws IOException {
    Path build = temp.resolve(name).resolve("build");
    Random random = new Random(seed);
    for (String file :
        List.of(
            "app.jar",
            "lib/b.jar",
            "lib/a.jar",
            "lib/ours-1-SNAPSHOT.jar",
            "public/index.html",
            "run")) {
      byte[] content = new byte[500];
      random.nextBytes(content);
      Files.createDirectories(build.resolve(file).getParent());
      Files.write(build.resolve(file), content);
    }
    assertThat(build.resolve("run").toFile().setExecutable(true)).isTrue();
    return temp.resolve(name);
  }

  private static void setTimes(Path folder, Random random) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.fromMillis(random.nextInt(2_000_000_000)));
      }
    }
  }

  /** Its files and their modes. */
  private List<String> files(Descriptor layer) throws IOException {
    List<String> files = new ArrayList<>();
    try (InputStream gzip =
            new GZIPInputStream(Files.newInputStream(store.blob(layer).orElseThrow()));
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.add(entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777));
        }
      }
    }
    return files;
  }
}
