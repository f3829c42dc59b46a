package dev.backline.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.registry.Repository;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineNamesTest {

  private static final ArtifactDigest ONE = ArtifactDigest.ofHex("%064d".formatted(1));
  private static final ArtifactDigest TWO = ArtifactDigest.ofHex("2" + "0".repeat(63));
  private static final AppName SHOP = new AppName("shop");

  @Test
  void knowsWhatBacklineItselfHasNamed() {
    EngineNames names = new EngineNames(SHOP, Optional.empty());

    assertThat(artifact(names, "backline/shop:200000000000")).contains(TWO);
    assertThat(artifact(names, "backline/shop:300000000000")).isEmpty();
    assertThat(artifact(names, "backline/shop-api:200000000000")).isEmpty();
    assertThat(artifact(names, "postgres:16")).isEmpty();
  }

  @Test
  void knowsWhatCameFromTheRegistryByItsDigestOnly() {
    EngineNames names =
        new EngineNames(
            SHOP, Optional.of(new Repository("registry.example.com:5000", "team/shop")));

    assertThat(artifact(names, "registry.example.com:5000/team/shop@" + TWO)).contains(TWO);
    assertThat(artifact(names, "registry.example.com:5000/team/shop:v1")).isEmpty();
    assertThat(artifact(names, "elsewhere.example.com/team/shop@" + TWO)).isEmpty();
  }

  @Test
  void knowsHowEnginesShortenNamesOnDockerHub() {
    EngineNames names =
        new EngineNames(SHOP, Optional.of(new Repository("docker.io", "team/shop")));

    assertThat(artifact(names, "team/shop@" + ONE)).contains(ONE);
  }

  private static Optional<ArtifactDigest> artifact(EngineNames names, String name) {
    return names.artifact(name, List.of(ONE, TWO));
  }
}
