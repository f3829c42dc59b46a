package dev.backline.pipeline;

import dev.backline.config.EnvironmentSpec;
import dev.backline.edge.EdgeStats;
import dev.backline.edge.ReleaseTraffic;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.health.watch.LogErrors;
import dev.backline.health.watch.Memory;
import dev.backline.health.watch.Observed;
import dev.backline.health.watch.ReleaseWatch;
import dev.backline.health.watch.Traffic;
import dev.backline.health.watch.WatchLimits;
import dev.backline.health.watch.WatchVerdict;
import dev.backline.journal.Facts;
import dev.backline.run.Approval;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Compares what users get from the new release with what they got from the one before, for the
 * declared time, and sees that what is declared beside it still runs.
 */
final class WatchTrafficStep extends DeliveryStep {

  private static final Duration COMPARED_WITH = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final int LOG_LINES = 2000;

  private record Seen(EdgeStats stats, WatchVerdict verdict) {}

  /** What is seen of both releases at the same time, where both run. */
  private record Beside(Optional<Memory> memory, Optional<LogErrors> log) {

    private static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());
  }

  WatchTrafficStep(Delivery delivery) {
    super(Question.IS_IT_GOOD.value(), delivery);
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
    Traffic before =
        context
            .facts()
            .find(DeliveryFacts.VERSION_BEFORE)
            .map(version -> trafficBefore(context, version, switched))
            .orElse(Traffic.NONE);
    Beside beside = spec.watch().window().isZero() ? Beside.NOTHING : beside(context);
    Seen seen = look(context, switched, before, beside);
    seen.verdict().reasons().forEach(context::say);
    if (seen.verdict() instanceof WatchVerdict.Inconclusive
        && spec.watch().asksWhereInconclusive()) {
      seen = watchOn(context, switched, before, beside);
    }
    if (seen.verdict() instanceof WatchVerdict.Failed failed) {
      throw bad("watching what users get from ", failed.reasons(), context);
    }
    List<String> troubles = Workers.troubles(delivery, delivery.config(context));
    if (!troubles.isEmpty()) {
      throw bad("watching what runs beside ", troubles, context);
    }
    return StepResult.done(counts(seen.stats()));
  }

  private static BacklineException bad(String tried, List<String> reasons, StepContext context) {
    return Failure.undone(
            tried + context.get(DeliveryFacts.VERSION),
            String.join("; ", reasons),
            "look at the log of the same time, mend it, and deploy again")
        .toException();
  }

  private Seen look(StepContext context, Instant switched, Traffic before, Beside beside)
      throws InterruptedException {
    EdgeStats since = delivery.edge(context).stats(switched);
    Traffic now = traffic(since, context.get(DeliveryFacts.VERSION));
    WatchLimits limits = WatchLimits.of(delivery.spec(context).watch());
    Observed observed = new Observed(now, before, beside.memory(), beside.log());
    return new Seen(since, ReleaseWatch.judge(observed, limits));
  }

  /** Until enough requests came, or somebody has said that it is good. */
  private Seen watchOn(StepContext context, Instant switched, Traffic before, Beside beside)
      throws InterruptedException {
    context.say(
        "watching on until it can be told; if it is good: backline run "
            + context.run()
            + " --approve --because WHY; if it is not: --cancel");
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < deadline) {
      Seen seen = look(context, switched, before, beside);
      if (!(seen.verdict() instanceof WatchVerdict.Inconclusive)) {
        seen.verdict().reasons().forEach(context::say);
        return seen;
      }
      Optional<Approval> by = delivery.parts().runs().approval(context.run(), name());
      if (by.isPresent()) {
        context.say("approved by " + by.get());
        return seen;
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw Failure.undone(
            "watching what users get from " + context.get(DeliveryFacts.VERSION),
            "too few requests came within " + LONGEST.toHours() + " h, and nobody decided",
            "deliver again when somebody can, or let such releases pass: watch.inconclusive")
        .toException();
  }

  /** Both still run: the release before rests only once this one was found good. */
  private Beside beside(StepContext context) throws InterruptedException {
    if (context.facts().find(DeliveryFacts.VERSION_BEFORE).isEmpty()) {
      return Beside.NOTHING;
    }
    ReleaseRuntime runtime = delivery.runtime(context);
    Slot slot = delivery.slot(context);
    OptionalLong now = runtime.memory(slot);
    OptionalLong before = runtime.memory(slot.other());
    List<String> log = runtime.tail(slot, LOG_LINES);
    List<String> logBefore = runtime.tail(slot.other(), LOG_LINES);
    return new Beside(
        now.isPresent() && before.isPresent()
            ? Optional.of(new Memory(now.getAsLong(), before.getAsLong()))
            : Optional.empty(),
        log.isEmpty() || logBefore.isEmpty()
            ? Optional.empty()
            : Optional.of(LogErrors.in(log, logBefore)));
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
