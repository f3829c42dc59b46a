package dev.backline.artifact.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.CleanUp;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.StoredArtifact;
import dev.backline.failure.BacklineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {

  private final Instant now = Instant.now();

  @TempDir Path root;

  @Test
  void hasWhatWasStored() throws Exception {
    SampleImage image = SampleImage.of(1000, 1, 2);

    image.storeIn(store());

    ArtifactDigest digest = image.manifest().digest();
    assertThat(store().has(digest)).isTrue();
    assertThat(store().manifest(digest).bytes()).isEqualTo(image.manifest().bytes());
    assertThat(store().list()).extracting(StoredArtifact::digest).containsExactly(digest);
    for (Descriptor part : image.manifest().parts()) {
      assertThat(store().blob(part).orElseThrow())
          .hasBinaryContent(image.parts().get(part.sha256()));
    }
    assertThat(store().verify(digest)).isEmpty();
  }

  @Test
  void isAnImageLayout() throws Exception {
    SampleImage image = SampleImage.of(1000, 1);

    image.storeIn(store());

    assertThat(root.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
    assertThat(Files.readString(root.resolve("index.json")))
        .contains(MediaTypes.INDEX, MediaTypes.MANIFEST, image.manifest().digest().value());
    assertThat(root.resolve("blobs/sha256/" + image.manifest().digest().hex()))
        .hasBinaryContent(image.manifest().bytes());
  }

  @Test
  void readsNoPartThatItHas() throws Exception {
    SampleImage.of(1000, 1, 2).storeIn(store());
    SampleImage next = SampleImage.of(1000, 1, 3);
    List<Descriptor> read = new ArrayList<>();

    store()
        .add(
            next.manifest(),
            part -> {
              read.add(part);
              return next.open(part);
            });

    assertThat(read).containsExactly(next.manifest().config(), next.manifest().layers().getLast());
  }

  @Test
  void hasNoImageWhoseContentIsNotTheOneThatItsManifestNames() {
    SampleImage image = SampleImage.of(1000, 1);

    assertThatThrownBy(
            () -> store().add(image.manifest(), part -> new ByteArrayInputStream(new byte[3])))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("has others");

    assertThat(store().has(image.manifest().digest())).isFalse();
    assertThat(root.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void tellsWhatIsDamagedAndWhatIsMissing() throws Exception {
    SampleImage image = SampleImage.of(1000, 1, 2);
    image.storeIn(store());
    Files.write(store().blob(image.manifest().layers().getFirst()).orElseThrow(), new byte[5]);

    assertThat(store().verify(image.manifest().digest()))
        .singleElement()
        .asString()
        .contains("damaged");

    Files.delete(store().blob(image.manifest().config()).orElseThrow());
    assertThat(store().verify(image.manifest().digest()))
        .singleElement()
        .asString()
        .contains("missing");
  }

  @Test
  void refusesAnImageThatDoesNotFitOnTheDisk() {
    SampleImage image = SampleImage.of(1 << 20, 1);
    ImageStore full =
        new ImageStore(root, new DiskReserve(500, _ -> 1 << 20), InstantSource.fixed(now));

    assertThatThrownBy(() -> image.storeIn(full)).hasMessageContaining("kept in reserve");
  }

  @Test
  void deletesImagesThatNobodyNeedsAndNothingThatAKeptOneHas() throws Exception {
    SampleImage kept = SampleImage.of(1000, 1, 2);
    SampleImage old = SampleImage.of(1000, 1, 3);
    kept.storeIn(store());
    old.storeIn(store());
    ImageStore later = store(now.plus(CleanUp.GRACE).plusSeconds(60));

    CleanUp.Freed freed = later.deleteAllBut(Set.of(kept.manifest().digest()));

    assertThat(freed.deleted()).containsExactly(old.manifest().digest());
    assertThat(freed.freedBytes()).isBetween(1000L, 3000L);
    assertThat(later.list())
        .extracting(StoredArtifact::digest)
        .containsExactly(kept.manifest().digest());
    assertThat(later.verify(kept.manifest().digest())).isEmpty();
    assertThat(blobs()).hasSize(4);
  }

  @Test
  void deletesNothingThatWasStoredWithinTheHour() throws Exception {
    SampleImage image = SampleImage.of(1000, 1);
    image.storeIn(store());

    CleanUp.Freed freed = store(now.plus(Duration.ofMinutes(59))).deleteAllBut(Set.of());

    assertThat(freed.deleted()).isEmpty();
    assertThat(store().verify(image.manifest().digest())).isEmpty();
  }

  @Test
  void keepsAnImageWholeThatIsStoredWhileOthersAreDeleted() throws Exception {
    SampleImage old = SampleImage.of(1000, 1, 2);
    old.storeIn(store());
    ImageStore later = store(now.plus(CleanUp.GRACE).plusSeconds(60));
    SampleImage next = SampleImage.of(1000, 1, 3);

    later.add(
        next.manifest(),
        part -> {
          // Layer 1, which both have, was seen to be there: now it goes.
          if (part.equals(next.manifest().layers().getLast())) {
            deleteOldPart(old.manifest().layers().getFirst());
          }
          return next.open(part);
        });

    assertThat(later.verify(next.manifest().digest())).isEmpty();
  }

  @Test
  void isUsedBySeveralAtATime() throws Exception {
    List<SampleImage> images =
        Stream.iterate(0, i -> i < 12, i -> i + 1).map(i -> SampleImage.of(1000, 7, i)).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (SampleImage image : images) {
        all.add(
            threads.submit(() -> {
              image.storeIn(store());
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(store().list()).hasSize(12);
  }

  private void deleteOldPart(Descriptor part) {
    try {
      Files.deleteIfExists(root.resolve("blobs/sha256").resolve(part.sha256()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> blobs() throws IOException {
    try (Stream<Path> all = Files.list(root.resolve("blobs/sha256"))) {
      return all.toList();
    }
  }

  private ImageStore store() {
    return store(now);
  }

  private ImageStore store(Instant at) {
    return new ImageStore(root, DiskReserve.ofBytes(0), InstantSource.fixed(at));
  }
}
