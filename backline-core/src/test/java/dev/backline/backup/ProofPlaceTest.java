package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.database.ServerVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofPlaceTest {

  private static final ServerVersion LIVE = new ServerVersion(150_018);
  private static final Optional<String> REFUSAL = Optional.of("role shop may make no databases");

  @Test
  void aServerThatTakesAnotherDatabaseIsTheBestPlace() {
    assertThat(ProofPlace.choose(LIVE, Optional.empty(), 14))
        .isEqualTo(new ProofPlace.BesideLive());
  }

  @Test
  void elseTheLocalClusterIsIfItReadsWhatTheServerWrites() {
    assertThat(ProofPlace.choose(LIVE, REFUSAL, 15))
        .isEqualTo(new ProofPlace.LocalCluster("role shop may make no databases"));
    assertThat(ProofPlace.choose(LIVE, REFUSAL, 16)).isInstanceOf(ProofPlace.LocalCluster.class);
  }

  @Test
  void elseTheReasonIsToldWhyThereIsNoProof() {
    assertThat(ProofPlace.choose(LIVE, REFUSAL, 14))
        .isInstanceOfSatisfying(
            ProofPlace.Nowhere.class,
            nowhere ->
                assertThat(nowhere.why())
                    .startsWith("role shop may make no databases")
                    .contains("PostgreSQL 14")
                    .contains("15.18"));
  }
}
