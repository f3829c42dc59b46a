package dev.backline.edge.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Per release and route, per minute, for the last hour. Not safe for use by several threads at
 * once.
 */
final class RouteStats {

  private static final int MINUTES = 60;

  /** Of a release in a minute; all further routes are counted as one. */
  private static final int MOST_ROUTES = 100;

  private record Minute(long number, Map<String, Map<String, RouteTally>> byRelease) {}

  private final @Nullable Minute[] ring = new Minute[MINUTES];

  void record(long epochSecond, String release, FinishedRequest request) {
    long number = Math.floorDiv(epochSecond, 60L);
    int place = Math.floorMod(number, MINUTES);
    @Nullable Minute minute = ring[place];
    if (minute == null || minute.number() != number) {
      minute = new Minute(number, new TreeMap<>());
      ring[place] = minute;
    }
    tally(minute.byRelease().computeIfAbsent(release, key -> new TreeMap<>()), request)
        .add(request);
  }

  private static RouteTally tally(Map<String, RouteTally> routes, FinishedRequest request) {
    String route = RouteName.of(request.method(), request.path());
    boolean full = routes.size() >= MOST_ROUTES && !routes.containsKey(route);
    return routes.computeIfAbsent(full ? RouteName.OTHER : route, key -> new RouteTally());
  }

  /** The release's routes since the minute in which that second was, by name. */
  ArrayNode since(long epochSecond, String release) {
    long from = Math.floorDiv(epochSecond, 60L);
    Map<String, RouteTally> sums = new TreeMap<>();
    for (@Nullable Minute minute : ring) {
      if (minute != null && minute.number() >= from) {
        minute
            .byRelease()
            .getOrDefault(release, Map.of())
            .forEach(
                (route, tally) -> sums.computeIfAbsent(route, key -> new RouteTally()).add(tally));
      }
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    sums.forEach((route, tally) -> json.add(tally.toJson(route)));
    return json;
  }
}
