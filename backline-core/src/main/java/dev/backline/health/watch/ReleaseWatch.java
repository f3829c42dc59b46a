package dev.backline.health.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares a new release with the one before it. Pure.
 *
 * <p>It fails when its share of errors, of all requests or on one route, is above both the limit
 * and the share of the release before (undoing would not help where that one was as bad), or when
 * its 95th or 99th percentile on the routes that both served is slower than the factor allows, or
 * when it holds more memory or logs more errors than the factors allow. More errors, time or memory
 * never turn failed into anything else.
 */
public final class ReleaseWatch {

  private ReleaseWatch() {}

  public static WatchVerdict judge(Observed seen, WatchLimits limits) {
    List<Finding> found = new ArrayList<>(ErrorRate.judge(seen.now(), seen.before(), limits));
    found.addAll(Slowness.judge(seen.now(), seen.before(), limits));
    seen.memory().ifPresent(memory -> found.add(memory.judge(limits)));
    seen.log().ifPresent(log -> found.add(log.judge(limits)));
    List<String> worse = told(Finding.Worse.class, found);
    if (!worse.isEmpty()) {
      return new WatchVerdict.Failed(worse);
    }
    List<String> unknown = told(Finding.Unknown.class, found);
    return unknown.isEmpty()
        ? new WatchVerdict.Passed(told(Finding.Fine.class, found))
        : new WatchVerdict.Inconclusive(unknown);
  }

  private static List<String> told(Class<? extends Finding> kind, List<Finding> found) {
    return found.stream().filter(kind::isInstance).map(Finding::told).toList();
  }
}
