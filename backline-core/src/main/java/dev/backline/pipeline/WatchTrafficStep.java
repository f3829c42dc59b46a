package dev.backline.pipeline;

import dev.backline.config.EnvironmentSpec;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.failure.Failure;
import dev.backline.health.watch.ReleaseWatch;
import dev.backline.health.watch.Traffic;
import dev.backline.health.watch.WatchLimits;
import dev.backline.health.watch.WatchVerdict;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares what users get from the new release with what they got from the one before, for the
 * declared time.
 */
final class WatchTrafficStep extends DeliveryStep {

  private static final Duration COMPARED_WITH = Duration.ofMinutes(15);

  WatchTrafficStep(Delivery delivery) {
    super("watch-traffic", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    EnvironmentSpec spec = delivery.spec(context);
    Instant switched = Instant.ofEpochMilli(context.get(DeliveryFacts.SWITCHED_AT));
    Duration left =
        Duration.between(delivery.parts().clock().instant(), switched.plus(spec.watch().window()));
    if (left.isPositive()) {
      context.say("watching for %.1f s more".formatted(left.toMillis() / 1000.0));
      Thread.sleep(left);
    }
    EdgeStats since = delivery.edge(context).stats(switched);
    Traffic now = traffic(since, context.get(DeliveryFacts.VERSION));
    Traffic before =
        context
            .facts()
            .find(DeliveryFacts.VERSION_BEFORE)
            .map(version -> trafficBefore(context, version, switched))
            .orElse(Traffic.NONE);
    WatchVerdict verdict = ReleaseWatch.judge(now, before, WatchLimits.of(spec.watch()));
    verdict.reasons().forEach(context::say);
    return switch (verdict) {
      case WatchVerdict.Passed passed -> StepResult.done(counts(since));
      case WatchVerdict.Inconclusive inconclusive -> StepResult.done(counts(since));
      case WatchVerdict.Failed failed ->
          throw Failure.undone(
                  "watching what users get from " + context.get(DeliveryFacts.VERSION),
                  String.join("; ", failed.reasons()),
                  "look at the release's log for the same time, mend it, and deploy again")
              .toException();
    };
  }

  private Traffic trafficBefore(StepContext context, String version, Instant switched) {
    try {
      return traffic(delivery.edge(context).stats(switched.minus(COMPARED_WITH)), version);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Traffic.NONE;
    }
  }

  private static Traffic traffic(EdgeStats stats, String version) {
    Optional<ReleaseTraffic> of = stats.of(version);
    return of.map(Traffic::of).orElse(Traffic.NONE);
  }

  private static Facts counts(EdgeStats stats) {
    long requests = stats.releases().stream().mapToLong(ReleaseTraffic::requests).sum();
    long failed = stats.releases().stream().mapToLong(ReleaseTraffic::failed).sum();
    return Facts.of(DeliveryFacts.REQUESTS, requests).with(DeliveryFacts.FAILED_REQUESTS, failed);
  }
}
