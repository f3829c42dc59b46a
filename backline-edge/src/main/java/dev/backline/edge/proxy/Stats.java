package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Per release, per second, for the last hour; by route, per minute. */
final class Stats {

  private static final int SECONDS = 3_600;

  /** Stands for "no release"; a real label is never empty. */
  private static final String NO_RELEASE = "";

  private record Second(long epochSecond, Map<String, Tally> byRelease) {}

  private final InstantSource clock;
  private final @Nullable Second[] ring = new Second[SECONDS];
  private final RouteStats routes = new RouteStats();

  Stats(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void record(FinishedRequest request) {
    long now = clock.instant().getEpochSecond();
    @Nullable Second second = ring[slotOf(now)];
    if (second == null || second.epochSecond() != now) {
      second = new Second(now, new TreeMap<>());
      ring[slotOf(now)] = second;
    }
    String release = request.release().orElse(NO_RELEASE);
    second.byRelease().computeIfAbsent(release, key -> new Tally()).add(request);
    if (!request.maintenance()) {
      routes.record(now, release, request);
    }
  }

  /**
   * @param sinceMillis epoch milliseconds; rounded down to the second, and not further back than an
   *     hour
   */
  synchronized ObjectNode since(long sinceMillis) {
    long now = clock.millis();
    long oldest = Math.floorDiv(now, 1000L) - SECONDS + 1;
    long from = Math.max(Math.floorDiv(sinceMillis, 1000L), oldest);
    Map<String, Tally> sums = new TreeMap<>();
    for (@Nullable Second second : ring) {
      if (second != null && second.epochSecond() >= from) {
        second
            .byRelease()
            .forEach(
                (release, tally) -> sums.computeIfAbsent(release, key -> new Tally()).add(tally));
      }
    }
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("now", now).put("since", from * 1000);
    var releases = json.putArray("releases");
    sums.forEach((release, tally) ->
        releases
            .addObject()
            .put("release", release.equals(NO_RELEASE) ? null : release)
            .<ObjectNode>setAll(tally.toJson())
            .set("routes", routes.since(from, release)));
    return json;
  }

  private static int slotOf(long epochSecond) {
    return Math.floorMod(epochSecond, SECONDS);
  }
}
