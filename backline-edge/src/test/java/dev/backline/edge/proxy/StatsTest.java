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

  @Test
  void tellsEachRouteApart() {
    stats.record(request("v1", 5, "/bands/1", Outcome.FailedBy.NONE));
    stats.record(request("v1", 50, "/bands/2", Outcome.FailedBy.APP));
    stats.record(request("v1", 5, "/genres", Outcome.FailedBy.NONE));
    stats.record(request("v2", 5, "/genres", Outcome.FailedBy.NONE));

    assertThat(stats.since(0).at("/releases/0/routes").toString())
        .isEqualTo(
            """
            [{"route":"GET /bands/*","requests":2,"failed":1,"latency":[[5.382,1],[51.2,1]]},\
            {"route":"GET /genres","requests":1,"failed":0,"latency":[[5.382,1]]}]\
            """);
    assertThat(stats.since(0).at("/releases/1/routes")).hasSize(1);
  }

  @Test
  void countsRoutesBeyondAHundredAsOne() {
    for (int i = 0; i < 150; i++) {
      stats.record(
          request(
              "v1",
              5,
              "/" + "a".repeat(i % 24 + 1) + "/" + "b".repeat(i / 24 + 1),
              Outcome.FailedBy.NONE));
    }
    JsonNode routes = stats.since(0).at("/releases/0/routes");

    assertThat(routes).hasSize(101);
    assertThat(routes.get(0).get("route").asText()).isEqualTo("* *");
    assertThat(routes.get(0).get("requests").asInt()).isEqualTo(50);
  }

  @Test
  void forgetsRoutesAsTheReleaseIsForgotten() {
    stats.record(request("v1", 5));
    now = now.plusSeconds(3_600);
    stats.record(request("v2", 5));

    assertThat(stats.since(0).at("/releases/0/routes")).hasSize(1);
  }

  private static FinishedRequest request(String release, double millis) {
    return request(release, millis, "/", Outcome.FailedBy.NONE);
  }

  private static FinishedRequest request(
      String release, double millis, String path, Outcome.FailedBy failedBy) {
    return new FinishedRequest(
        0,
        "id",
        "127.0.0.1",
        "GET",
        path,
        1,
        0,
        millis,
        Optional.of(Slot.BLUE),
        Optional.of(release),
        Optional.of(millis),
        new Outcome(200, failedBy, false),
        false);
  }
}
