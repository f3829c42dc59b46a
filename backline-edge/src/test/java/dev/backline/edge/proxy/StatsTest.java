package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatsTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00.500Z");
  private final Stats stats = new Stats(() -> now);

  @Test
  void forgetsWhatIsOlderThanAnHour() {
    stats.record(request("v1", 5));
    now = now.plusSeconds(3_599);
    assertThat(stats.since(0).get("releases")).hasSize(1);
    now = now.plusSeconds(1);
    assertThat(stats.since(0).get("releases")).isEmpty();
  }

  @Test
  void reusesASecondOfAnHourAgoWithoutMixing() {
    stats.record(request("v1", 5));
    now = now.plusSeconds(3_600);
    stats.record(request("v2", 5));
    JsonNode releases = stats.since(0).get("releases");
    assertThat(releases).hasSize(1);
    assertThat(releases.get(0).get("release").asText()).isEqualTo("v2");
  }

  @Test
  void roundsTheStartOfAWindowDownToItsSecond() {
    stats.record(request("v1", 5));
    JsonNode window = stats.since(now.toEpochMilli() + 400);
    assertThat(window.get("since").asLong()).isEqualTo(now.toEpochMilli() - 500);
    assertThat(window.get("releases")).hasSize(1);
    assertThat(stats.since(now.toEpochMilli() + 500).get("releases")).isEmpty();
  }

  @Test
  void boundsPercentilesFromAboveByLessThanAFifth() {
    for (int millis = 1; millis <= 1_000; millis++) {
      stats.record(request("v1", millis));
    }
    JsonNode latency = stats.since(0).at("/releases/0/latencyMillis");
    assertThat(latency.get("p50").asDouble()).isBetween(500.0, 595.0);
    assertThat(latency.get("p95").asDouble()).isBetween(950.0, 1_000.0);
    assertThat(latency.get("max").asDouble()).isCloseTo(1_000, within(0.001));
  }

  private static FinishedRequest request(String release, double millis) {
    return new FinishedRequest(
        0,
        "id",
        "127.0.0.1",
        "GET",
        "/",
        1,
        0,
        millis,
        Optional.of(Slot.BLUE),
        Optional.of(release),
        Optional.of(millis),
        new Outcome(200, Outcome.FailedBy.NONE, false),
        false);
  }
}
