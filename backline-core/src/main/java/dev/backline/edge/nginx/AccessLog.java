package dev.backline.edge.nginx;

import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.RouteTraffic;
import dev.backline.edge.nginx.NginxState.Began;
import dev.backline.host.HostCommand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The access log, summed up on the host: only the sums come over the connection. */
final class AccessLog {

  private static final Duration READING = Duration.ofSeconds(60);
  private static final String ROUTE = "route";

  /** The fewest words of a route's line: what it is, a number, method, path, two counts. */
  private static final int ROUTE_WORDS = 6;

  private static final String PROGRAM = HostScript.resource("traffic.awk");

  private AccessLog() {}

  static HostCommand sumUp(EdgeFolder folder, long secondsBack, NginxState state) {
    return HostScript.TRAFFIC
        .with(
            folder.toString(),
            Long.toString(secondsBack),
            state.history().stream()
                .map(began -> BigDecimal.valueOf(began.at(), 3).toPlainString())
                .collect(Collectors.joining(" ")),
            state.history().stream()
                .map(began -> began.slot().label())
                .collect(Collectors.joining(" ")),
            PROGRAM)
        .within(READING);
  }

  /**
   * The traffic of each release; one that served several times is in it once.
   *
   * @param lines what {@link #sumUp} printed
   * @param history of the same state
   */
  static List<ReleaseTraffic> traffic(List<String> lines, List<Began> history) {
    Map<Optional<String>, TrafficSum> sums = new LinkedHashMap<>();
    Map<Optional<String>, Map<String, RouteTraffic>> routes = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words[0].equals(ROUTE) && words.length >= ROUTE_WORDS) {
        RouteTraffic route = route(words);
        routes
            .computeIfAbsent(release(words[1], history), key -> new TreeMap<>())
            .merge(route.route(), route, RouteTraffic::plus);
      } else if (words.length >= TrafficSum.WORDS) {
        sums.merge(release(words[0], history), TrafficSum.of(words), TrafficSum::plus);
      }
    }
    List<ReleaseTraffic> all = new ArrayList<>();
    sums.forEach((release, sum) ->
        all.add(sum.of(release, List.copyOf(routes.getOrDefault(release, Map.of()).values()))));
    return all;
  }

  private static RouteTraffic route(String[] words) {
    return new RouteTraffic(
        words[2] + " " + words[3],
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        TrafficSum.latencies(words, ROUTE_WORDS));
  }

  /** awk counts from 1; 0 is what no slot served. */
  private static Optional<String> release(String word, List<Began> history) {
    int number = Integer.parseInt(word);
    return number == 0 ? Optional.empty() : Optional.of(history.get(number - 1).release());
  }
}
