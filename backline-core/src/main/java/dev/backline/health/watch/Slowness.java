package dev.backline.health.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The slowest answers of two releases beside each other. Pure. */
final class Slowness {

  /** Times below this are taken for this: from 2 to 5 ms is noise, not a slower release. */
  private static final Duration NOISE = Duration.ofMillis(25);

  /**
   * @param requests fewer have no percentile worth comparing
   */
  private record Percentile(String share, long requests, Function<Compared, Compared.Pair> of) {}

  private static final List<Percentile> PERCENTILES =
      List.of(
          new Percentile("95 %", 100, Compared::p95), new Percentile("99 %", 500, Compared::p99));

  private Slowness() {}

  /** Over the routes that both served; over all where the edge can't tell routes apart. */
  static List<Finding> judge(Traffic now, Traffic before, WatchLimits limits) {
    boolean routes = !now.routes().isEmpty() && !before.routes().isEmpty();
    Compared compared = routes ? Compared.sameRoutes(now, before) : Compared.all(now, before);
    List<Finding> found = new ArrayList<>();
    for (Percentile percentile : PERCENTILES) {
      found.add(
          compared.requests() < percentile.requests()
              ? new Finding.Fine(
                  "the slowest answers (%s) aren't compared: it takes %d requests of both releases%s"
                      .formatted(percentile.share(), percentile.requests(), compared.of()))
              : judge(percentile, compared, limits));
    }
    return found;
  }

  private static Finding judge(Percentile percentile, Compared compared, WatchLimits limits) {
    Compared.Pair times = percentile.of().apply(compared);
    Duration base = times.before().compareTo(NOISE) >= 0 ? times.before() : NOISE;
    String told =
        "%s of the requests%s took at most %s ms (the release before: %s ms; allowed %s times %s ms)"
            .formatted(
                percentile.share(),
                compared.of(),
                millis(times.now()),
                millis(times.before()),
                limits.latencyFactor(),
                millis(base));
    return Finding.of(times.now().toNanos() > limits.latencyFactor() * base.toNanos(), told);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }
}
