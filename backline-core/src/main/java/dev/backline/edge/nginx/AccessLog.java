package dev.backline.edge.nginx;

import dev.backline.edge.ReleaseTraffic;
import dev.backline.edge.nginx.NginxState.Began;
import dev.backline.host.HostCommand;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The access log, summed up on the host: only the sums come over the connection. */
final class AccessLog {

  private static final Duration READING = Duration.ofSeconds(60);
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
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length >= TrafficSum.WORDS) {
        sums.merge(
            release(Integer.parseInt(words[0]), history), TrafficSum.of(words), TrafficSum::plus);
      }
    }
    List<ReleaseTraffic> all = new ArrayList<>();
    sums.forEach((release, sum) -> all.add(sum.of(release)));
    return all;
  }

  /** awk counts from 1; 0 is what no slot served. */
  private static Optional<String> release(int number, List<Began> history) {
    return number == 0 ? Optional.empty() : Optional.of(history.get(number - 1).release());
  }
}
