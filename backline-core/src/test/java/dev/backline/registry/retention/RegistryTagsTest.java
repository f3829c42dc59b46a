package dev.backline.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTagsTest {

  private static final String COMMIT = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
  private static final ArtifactDigest ONE = ArtifactDigest.ofHex("%064x".formatted(1));
  private static final RegistryTags TAGS =
      new RegistryTags(Map.of(COMMIT, ONE, "dev-1a2b3c4", ONE, "dev-latest", ONE, "v1.2.0", ONE));

  @ParameterizedTest
  @ValueSource(
      strings = {"v1.2.0", "v9.9.9", "production", "latest", "dev-latest", "golden", "dev-0000000"})
  void versionsMovingTagsAndTheOnesOfOthersKeepTheirImage(String tag) {
    assertThat(TAGS.holds(tag)).isTrue();
  }

  @Test
  void theOnesOfCommitsAndTheImagesOwnDoNot() {
    assertThat(TAGS.holds(COMMIT)).isFalse();
    assertThat(TAGS.holds("dev-1a2b3c4")).isFalse();
    assertThat(TAGS.holds("sha256-" + ONE.hex())).isFalse();
  }

  @Test
  void whatDoesNotMoveNeedNotBeAskedFor() {
    assertThat(TAGS.artifact("v1.2.0")).contains(ONE);
    assertThat(TAGS.artifact(COMMIT)).contains(ONE);
    assertThat(TAGS.artifact("sha256-" + "%064x".formatted(7)))
        .contains(ArtifactDigest.ofHex("%064x".formatted(7)));
    assertThat(TAGS.artifact("dev-latest")).isEmpty();
    assertThat(TAGS.artifact("v9.9.9")).isEmpty();
  }
}
