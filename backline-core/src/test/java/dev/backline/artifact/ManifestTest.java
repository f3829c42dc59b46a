package dev.backline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

  private static final String EMPTY = Sha256.hex(new byte[0]);

  @TempDir Path temp;

  @Test
  void hasTheSameDigestInWhateverOrderItIsPutTogether() throws Exception {
    long seed = RandomFiles.seed();
    for (int round = 0; round < 50; round++) {
      Random random = new Random(seed + round);
      Path root = Files.createDirectories(temp.resolve("r" + round));
      RandomFiles.write(root, random);
      BundleFiles files = BundleFiles.all(root);
      List<Path> shuffled = new ArrayList<>(files.files());
      Collections.shuffle(shuffled, random);

      assertThat(digest(new BundleFiles(root, shuffled)))
          .as("seed %d", seed + round)
          .isEqualTo(digest(files));
    }
  }

  @Test
  void hasAnotherDigestWhenAnyByteModeOrNameChanges() throws Exception {
    long seed = RandomFiles.seed();
    for (int round = 0; round < 50; round++) {
      Random random = new Random(seed + round);
      Path root = Files.createDirectories(temp.resolve("r" + round));
      RandomFiles.write(root, random);
      Files.write(root.resolve("target"), new byte[] {1, 2, 3});
      List<ArtifactDigest> digests = new ArrayList<>(List.of(digest(BundleFiles.all(root))));

      byte[] content = {1, 2, 3};
      content[random.nextInt(3)] ^= (byte) (1 << random.nextInt(8));
      Files.write(root.resolve("target"), content);
      digests.add(digest(BundleFiles.all(root)));
      root.resolve("target").toFile().setExecutable(true);
      digests.add(digest(BundleFiles.all(root)));
      Files.move(root.resolve("target"), root.resolve("renamed"));
      digests.add(digest(BundleFiles.all(root)));
      Files.delete(root.resolve("renamed"));
      Files.createSymbolicLink(root.resolve("renamed"), Path.of("a"));
      digests.add(digest(BundleFiles.all(root)));

      assertThat(digests).as("seed %d", seed + round).doesNotHaveDuplicates();
    }
  }

  @Test
  void survivesBeingWrittenAndRead() throws Exception {
    Manifest manifest =
        new Manifest(
            List.of(
                new Entry.File("lib/ü \"x\".jar", false, EMPTY, 0),
                new Entry.File("run", true, EMPTY, 0),
                new Entry.Link("bin/current", "../run")));

    assertThat(ManifestJson.read(ManifestJson.write(manifest))).isEqualTo(manifest);
  }

  @Test
  void keepsItsDigestForEver() {
    // Other machines and later versions name the same files by it.
    assertThat(new Manifest(List.of(new Entry.File("a/b", true, EMPTY, 0))).digest().value())
        .isEqualTo(
            "sha256:"
                + Sha256.hex(
                    ("{\"format\":\"backline-artifact-1\",\"entries\":[{\"path\":\"a/b\","
                            + "\"mode\":\"755\",\"sha256\":\""
                            + EMPTY
                            + "\",\"size\":0}]}\n")
                        .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void allowsLinksThatStayInsideAndNoOthers() {
    for (String inside : List.of("b", "./b", "../b", "../c/d", "../c/./d")) {
      assertThat(new Entry.Link("dir/a", inside).target()).isEqualTo(inside);
    }
    for (String outside :
        List.of("", "/b", "../../b", "b/../../..", "b/../c", "./../../b", "a\0b")) {
      assertThatThrownBy(() -> new Entry.Link("dir/a", outside))
          .as(outside)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ArtifactDigest digest(BundleFiles files) throws Exception {
    return ManifestReading.of(files, new HashMap<>()).digest();
  }
}
