package dev.backline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.journal.Fact;
import dev.backline.journal.Facts;
import dev.backline.runtime.Slot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryFactsTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    roundTrip(
        DeliveryFacts.ROUTE_BEFORE,
        new Route(Slot.GREEN, new Target("127.0.0.1", 20_001), "v1.2.0-alpha"));
    roundTrip(
        DeliveryFacts.ROUTE_BEFORE, new Route(Slot.BLUE, new Target("::1", 1), "dev-0123456"));
    roundTrip(DeliveryFacts.SLOT, Slot.BLUE);
    roundTrip(DeliveryFacts.SLOT, Slot.GREEN);
    roundTrip(DeliveryFacts.REUSED, true);
    roundTrip(DeliveryFacts.REUSED, false);
    roundTrip(DeliveryFacts.SWITCHED_AT, 1_766_500_000_123L);
    roundTrip(DeliveryFacts.MIGRATIONS, List.of());
    roundTrip(DeliveryFacts.MIGRATIONS, List.of("1-genres.sql::add::anna", "2"));
    roundTrip(DeliveryFacts.TAGS_BEFORE, Map.of());
    roundTrip(
        DeliveryFacts.TAGS_BEFORE,
        Map.of(
            new ArtifactTag("production"),
            ArtifactDigest.ofHex("0".repeat(64)),
            ArtifactTag.LATEST,
            ArtifactDigest.ofHex("1".repeat(64))));
  }

  /** Runs that were begun by earlier versions are read by these forms: they never change. */
  @Test
  void keepsTheFormInWhichARouteIsJournaled() {
    Route route = new Route(Slot.GREEN, new Target("127.0.0.1", 20_001), "v1.2.0");
    assertThat(Facts.of(DeliveryFacts.ROUTE_BEFORE, route).values())
        .containsEntry("routeBefore", "green 127.0.0.1 20001 v1.2.0");
  }

  private static <T> void roundTrip(Fact<T> fact, T value) {
    assertThat(new Facts(Facts.of(fact, value).values()).get(fact)).isEqualTo(value);
  }
}
