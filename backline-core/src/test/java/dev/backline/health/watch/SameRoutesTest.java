package dev.backline.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.edge.Latencies;
import dev.backline.edge.RouteTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Releases are compared over what both were asked for. */
class SameRoutesTest {

  private static final WatchLimits LIMITS = new WatchLimits(0.01, 2, 3, 3);

  @Test
  void anotherMixOfRequestsMakesNoReleaseSlower() {
    Traffic before = traffic(route("GET /", 970, 0, 10), route("GET /report", 30, 0, 800));
    Traffic now = traffic(route("GET /", 100, 0, 10), route("GET /report", 900, 0, 800));

    assertThat(judge(now, before)).isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void aRouteThatTheOneBeforeDidNotHaveIsNoReasonToUndoHoweverSlow() {
    Traffic before = traffic(route("GET /", 900, 0, 10));
    Traffic now = traffic(route("GET /", 900, 0, 10), route("GET /export", 400, 0, 5000));

    assertThat(judge(now, before)).isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void aReleaseThatIsSlowerOnTheSameRoutesFailsThoughItIsAskedForQuickOnesMoreOften() {
    Traffic before = traffic(route("GET /", 500, 0, 10), route("GET /report", 500, 0, 200));
    Traffic now = traffic(route("GET /", 5000, 0, 10), route("GET /report", 700, 0, 900));

    assertThat(judge(now, before).reasons())
        .contains(
            "95 % of the requests on the same routes took at most 900.0 ms (the release before:"
                + " 200.0 ms; allowed 2.0 times 200.0 ms)");
  }

  @Test
  void aRouteThatFailsIsFoundThoughAllOthersHideIt() {
    Traffic before = traffic(route("GET /", 90_000, 0, 10), route("POST /bands", 200, 1, 10));
    Traffic now = traffic(route("GET /", 90_000, 0, 10), route("POST /bands", 200, 180, 10));

    assertThat(judge(now, before))
        .isEqualTo(
            new WatchVerdict.Failed(
                List.of(
                    "of the 200 requests of POST /bands 180 failed (the release before: 1 of"
                        + " 200)")));
  }

  @Test
  void aRouteThatFailedAsMuchBeforeIsNotBlamedOnTheRelease() {
    Traffic before = traffic(route("GET /", 90_000, 0, 10), route("GET /old", 200, 180, 10));
    Traffic now = traffic(route("GET /", 90_000, 0, 10), route("GET /old", 100, 90, 10));

    assertThat(judge(now, before)).isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void fewRequestsOnTheSameRoutesAreNotCompared() {
    Traffic before = traffic(route("GET /", 5000, 0, 10), route("GET /report", 19, 0, 10));
    Traffic now = traffic(route("GET /new", 5000, 0, 10), route("GET /report", 5000, 0, 900));

    assertThat(judge(now, before).reasons())
        .contains(
            "the slowest answers (95 %) aren't compared: it takes 100 requests of both releases on"
                + " the same routes");
  }

  @Test
  void worseNeverTurnsFailedIntoSomethingElse() {
    int failed = 0;
    for (int seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      Traffic before = any(random, 0, 0);
      Traffic now = any(new Random(seed + 1), 0, 0);
      if (judge(now, before) instanceof WatchVerdict.Failed) {
        failed++;
        Traffic worse = any(new Random(seed + 1), random.nextLong(20), random.nextLong(200));
        assertThat(judge(worse, before))
            .as("seed %d: %s, then %s, before %s", seed, now, worse, before)
            .isInstanceOf(WatchVerdict.Failed.class);
      }
    }
    assertThat(failed).isBetween(500, 4500);
  }

  private static Traffic any(Random random, long moreFail, long slower) {
    RouteTraffic[] routes = new RouteTraffic[3];
    for (int i = 0; i < routes.length; i++) {
      long requests = 1 + random.nextLong(300);
      long fail = random.nextInt(3) == 0 ? random.nextLong(requests / 10 + 1) : 0;
      routes[i] =
          route(
              "GET /" + "abc".charAt(i),
              requests,
              Math.min(requests, fail + moreFail),
              10 + random.nextLong(150) + slower);
    }
    return traffic(routes);
  }

  private static WatchVerdict judge(Traffic now, Traffic before) {
    return ReleaseWatch.judge(
        new Observed(now, before, Optional.empty(), Optional.empty()), LIMITS);
  }

  private static Traffic traffic(RouteTraffic... routes) {
    long requests = 0;
    long failed = 0;
    Latencies latencies = Latencies.NONE;
    for (RouteTraffic route : routes) {
      requests += route.requests();
      failed += route.failed();
      latencies = latencies.plus(route.latencies());
    }
    return new Traffic(
        requests,
        failed,
        Duration.ofMillis((long) latencies.percentile(0.95)),
        Duration.ofMillis((long) latencies.percentile(0.99)),
        List.of(routes));
  }

  /** A route on which every request takes as long. */
  private static RouteTraffic route(String name, long requests, long failed, double millis) {
    TreeMap<Double, Long> latencies = new TreeMap<>();
    latencies.put(millis, requests);
    return new RouteTraffic(name, requests, failed, new Latencies(latencies));
  }
}
