package dev.backline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.source.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  @TempDir Path temp;
  private Path root;
  private Path source;
  private final InstantSource clock = InstantSource.fixed(Instant.now());
  private ArtifactStore store;

  @BeforeEach
  void setUp() throws IOException {
    root = temp.resolve("artifacts");
    source = Files.createDirectories(temp.resolve("source"));
    store = new ArtifactStore(root, DiskReserve.ofBytes(0), clock);
  }

  @Test
  void unpacksWhatWasStored() throws Exception {
    long seed = RandomFiles.seed();
    for (int round = 0; round < 20; round++) {
      Random random = new Random(seed + round);
      Path from = Files.createDirectories(temp.resolve("from" + round));
      RandomFiles.write(from, random);

      ArtifactDigest digest = store.store(BundleFiles.all(from)).digest();
      Path to = temp.resolve("to" + round);
      store.unpack(digest, to);

      assertThat(RandomFiles.describe(to))
          .as("seed %d", seed + round)
          .isEqualTo(RandomFiles.describe(from));
      assertThat(store.matches(digest, to)).isTrue();
      assertThat(store.verify(digest)).isEmpty();
    }
  }

  @Test
  void namesEqualFilesEquallyWhateverTheirTimesAndOwnersUmask() throws Exception {
    write("lib/a.jar", "a");
    write("run", "#!/bin/sh");
    ArtifactDigest first = store.store(BundleFiles.all(source)).digest();
    Files.setLastModifiedTime(source.resolve("run"), FileTime.fromMillis(1000));
    Files.setPosixFilePermissions(
        source.resolve("run"), PosixFilePermissions.fromString("rw-rw----"));

    assertThat(store.store(BundleFiles.all(source)).digest()).isEqualTo(first);

    assertThat(source.resolve("run").toFile().setExecutable(true)).isTrue();
    assertThat(store.store(BundleFiles.all(source)).digest()).isNotEqualTo(first);
  }

  @Test
  void storesAnUnchangedFileOnceForAllArtifacts() throws Exception {
    byte[] large = new byte[1_000_000];
    new Random(3).nextBytes(large);
    Files.write(source.resolve("large.jar"), large);
    write("app.jar", "one");
    store.store(BundleFiles.all(source));
    long before = diskUse();
    write("app.jar", "two");

    StoredArtifact second = store.store(BundleFiles.all(source));

    assertThat(diskUse() - before).isLessThan(2_000);
    assertThat(second.size()).isEqualTo(1_000_003);
    assertThat(second.files()).isEqualTo(2);
    assertThat(second.storedSize()).isBetween(1_000_000L, 1_002_000L);
    assertThat(store.list()).hasSize(2).contains(second);
  }

  @Test
  void leavesNoHalfArtifactWhenStoringIsInterruptedAnywhere() throws Exception {
    for (int i = 0; i < 20; i++) {
      write("f" + i, "content " + i);
    }
    ArtifactDigest whole =
        new ArtifactStore(temp.resolve("other"), DiskReserve.ofBytes(0), clock)
            .store(BundleFiles.all(source))
            .digest();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store.store(BundleFiles.all(source)))
        .isInstanceOf(InterruptedException.class);

    assertThat(store.has(whole)).isFalse();
    assertThat(store.list()).isEmpty();
    assertThat(store.store(BundleFiles.all(source)).digest()).isEqualTo(whole);
    assertThat(store.verify(whole)).isEmpty();
  }

  @Test
  void leavesNoHalfArtifactWhenAFileChangesWhileItIsStored() throws Exception {
    write("a", "a");
    Path growing = write("b", "b");
    DiskReserve meanwhile =
        new DiskReserve(
            0,
            directory -> {
              Files.writeString(growing, "changed");
              return Long.MAX_VALUE;
            });

    assertThatThrownBy(
            () -> new ArtifactStore(root, meanwhile, clock).store(BundleFiles.all(source)))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("b changed while it was being stored");

    assertThat(store.list()).isEmpty();
    assertThat(FileTree.list(root.resolve("unfinished"))).isEmpty();
  }

  @Test
  void saysThatTheDiskIsNearlyFullBeforeItWrites() throws Exception {
    write("a", "x".repeat(10_000_000));
    DiskReserve full = new DiskReserve(100L << 20, directory -> 105L << 20);
    ArtifactStore tight = new ArtifactStore(root, full, clock);

    assertThatThrownBy(() -> tight.store(BundleFiles.all(source)))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
        .satisfies(
            e -> assertThat(e.failure().why()).contains("10 MiB", "105 MiB free", "100 MiB"));
    assertThat(FileTree.list(root)).isEmpty();

    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    assertThatThrownBy(() -> tight.unpack(digest, temp.resolve("to")))
        .hasMessageContaining("105 MiB free");
    assertThat(temp.resolve("to")).doesNotExist();
    // What the store has already takes no space again.
    assertThat(tight.store(BundleFiles.all(source)).digest()).isEqualTo(digest);
  }

  @Test
  void noticesADamagedFileAndUnpacksNothing() throws Exception {
    write("a", "some content");
    write("b", "other content");
    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    Path blob = FileTree.list(root.resolve("blobs")).getFirst();
    byte[] good = Files.readAllBytes(blob);

    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(blob, bad);
      // A bit of the compressed form may carry no content; then what comes out is right.
      if (!store.verify(digest).isEmpty()) {
        assertThatThrownBy(() -> store.unpack(digest, temp.resolve("to")))
            .isInstanceOf(BacklineException.class);
        assertThat(temp.resolve("to")).doesNotExist();
      } else {
        store.unpack(digest, temp.resolve("to" + i));
        assertThat(temp.resolve("to" + i).resolve("a")).hasContent("some content");
      }
    }
    Files.write(blob, Arrays.copyOf(good, good.length / 2));
    assertThat(store.verify(digest)).hasSize(1);
    Files.delete(blob);
    assertThat(store.verify(digest)).singleElement().asString().contains("missing");
    assertThat(FileTree.list(temp).toString()).doesNotContain(".unpacking");
  }

  @Test
  void repairsAMissingFileWhenTheSameArtifactIsStoredAgain() throws Exception {
    write("a", "some content");
    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    Files.delete(FileTree.list(root.resolve("blobs")).getFirst());

    store.store(BundleFiles.all(source));

    assertThat(store.verify(digest)).isEmpty();
  }

  @Test
  void noticesADamagedManifest() throws Exception {
    write("a", "some content");
    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    Path file = store.manifestFile(digest);
    Files.writeString(file, Files.readString(file).replace("\"a\"", "\"b\""));

    assertThat(store.verify(digest)).containsExactly("its manifest is damaged");
    assertThatThrownBy(() -> store.unpack(digest, temp.resolve("to")))
        .isInstanceOf(BacklineException.class);
  }

  @Test
  void refusesAManifestThatWouldWriteElsewhere() throws Exception {
    for (String entries :
        List.of(
            "{'path':'../evil','mode':'644','sha256':'H','size':0}",
            "{'path':'/evil','mode':'644','sha256':'H','size':0}",
            "{'path':'a//evil','mode':'644','sha256':'H','size':0}",
            "{'path':'a','link':'/etc'}",
            "{'path':'a','link':'../x'}",
            "{'path':'d/a','link':'..'},{'path':'d/b','link':'a/../x'}",
            "{'path':'a','link':'.'},{'path':'a/evil','mode':'644','sha256':'H','size':0}",
            "{'path':'a','link':'b'},{'path':'a','mode':'644','sha256':'H','size':0}")) {
      byte[] bytes =
          ("{'format':'backline-artifact-1','entries':[" + entries + "]}")
              .replace("'", "\"")
              .replace("H", Sha256.hex(new byte[0]))
              .getBytes(StandardCharsets.UTF_8);
      ArtifactDigest digest = ArtifactDigest.ofHex(Sha256.hex(bytes));
      Files.createDirectories(store.manifestFile(digest).getParent());
      Files.write(store.manifestFile(digest), bytes);

      assertThatThrownBy(() -> store.unpack(digest, temp.resolve("in/to")))
          .as(entries)
          .isInstanceOf(BacklineException.class)
          .hasMessageContaining("not a valid manifest");
    }
    assertThat(temp.resolve("in")).doesNotExist();
    assertThat(temp.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesToStoreALinkThatLeadsOut() throws Exception {
    Files.createSymbolicLink(source.resolve("link"), Path.of("/etc/passwd"));

    assertThatThrownBy(() -> store.store(BundleFiles.all(source)))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(e -> assertThat(e.failure().why()).contains("link", "/etc/passwd"));
  }

  @Test
  void doesNotTouchADirectoryThatExists() throws Exception {
    write("a", "new");
    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    Path to = Files.createDirectories(temp.resolve("to"));
    Files.writeString(to.resolve("a"), "old");

    assertThatThrownBy(() -> store.unpack(digest, to)).hasMessageContaining("exists already");
    assertThat(to.resolve("a")).hasContent("old");
    assertThat(store.matches(digest, to)).isFalse();
  }

  @Test
  void goesOnAfterAnUnpackingThatWasKilled() throws Exception {
    write("a", "a");
    ArtifactDigest digest = store.store(BundleFiles.all(source)).digest();
    Path half = Files.createDirectories(temp.resolve(".to.unpacking/x"));
    Files.writeString(half.resolve("half"), "hal");

    store.unpack(digest, temp.resolve("to"));

    assertThat(store.matches(digest, temp.resolve("to"))).isTrue();
    assertThat(temp.resolve(".to.unpacking")).doesNotExist();
  }

  @Test
  void deletesWhatNobodyRefersToAndKeepsWhatIsShared() throws Exception {
    write("shared", "shared");
    write("own", "first");
    ArtifactDigest first = store.store(BundleFiles.all(source)).digest();
    write("own", "second");
    ArtifactDigest second = store.store(BundleFiles.all(source)).digest();

    assertThat(store.cleanUp().deleteAllBut(Set.of(second)).deleted())
        .as("what was just stored is safe")
        .isEmpty();
    Files.writeString(root.resolve("unfinished").resolve("left-by-a-crash"), "half");
    age(Duration.ofHours(2));
    assertThat(store.cleanUp().plan(Set.of(second)))
        .extracting(StoredArtifact::digest)
        .containsExactly(first);
    CleanUp.Freed freed = store.cleanUp().deleteAllBut(Set.of(second));

    assertThat(freed.deleted()).containsExactly(first);
    assertThat(freed.freedBytes()).isPositive();
    assertThat(store.has(first)).isFalse();
    assertThat(store.verify(second)).isEmpty();
    assertThat(FileTree.list(root.resolve("blobs"))).hasSize(2);
    assertThat(FileTree.list(root.resolve("unfinished"))).isEmpty();
  }

  @Test
  void cleansUpAroundAnArtifactThatIsJustBeingStored() throws Exception {
    write("old", "content that an earlier artifact had");
    store.store(BundleFiles.all(source));
    age(Duration.ofHours(2));
    DiskReserve meanwhile =
        new DiskReserve(
            0,
            directory -> {
              store.cleanUp().deleteAllBut(Set.of());
              return Long.MAX_VALUE;
            });

    ArtifactDigest digest =
        new ArtifactStore(root, meanwhile, clock).store(BundleFiles.all(source)).digest();

    assertThat(store.verify(digest)).isEmpty();
    store.cleanUp().deleteAllBut(Set.of());
    assertThat(store.verify(digest)).isEmpty();
  }

  private Path write(String path, String content) throws IOException {
    Path file = source.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** As if all files had been written that much earlier. */
  private void age(Duration by) throws IOException {
    for (Path file : FileTree.list(root)) {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(by)));
    }
  }

  private long diskUse() throws IOException {
    long bytes = 0;
    for (Path file : FileTree.list(root)) {
      bytes += Files.size(file);
    }
    return bytes;
  }
}
