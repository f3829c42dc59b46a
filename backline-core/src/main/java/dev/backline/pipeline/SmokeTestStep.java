package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.health.smoke.SmokeReport;
import dev.backline.health.smoke.SmokeResult;
import dev.backline.health.smoke.SmokeTarget;
import dev.backline.health.smoke.SmokeTests;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.secret.Masker;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Runs the declared smoke tests against the new release. */
final class SmokeTestStep extends DeliveryStep {

  private static final Duration ALL_TOGETHER = Duration.ofMinutes(3);

  private final boolean inSlot;

  private SmokeTestStep(String name, Delivery delivery, boolean inSlot) {
    super(name, delivery);
    this.inSlot = inSlot;
  }

  /** As users see it. */
  static SmokeTestStep throughTheEdge(String name, Delivery delivery) {
    return new SmokeTestStep(name, delivery, false);
  }

  /** Where the release stands ready and nobody is sent yet: what fails here, no user has seen. */
  static SmokeTestStep inItsSlot(Delivery delivery) {
    return new SmokeTestStep("smoke-test-slot", delivery, true);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    if (config.smoke().isEmpty()) {
      return StepResult.skipped("none are declared");
    }
    if (inSlot) {
      testEachSlot(context);
    } else {
      test(URI.create(delivery.spec(config).url()), context);
    }
    return StepResult.done();
  }

  /** On each machine that the release stands ready on. */
  private void testEachSlot(StepContext context) throws InterruptedException {
    EnvironmentPlace place = delivery.place(context);
    int port = place.runtime().status(delivery.slot(context)).known().orElseThrow().port();
    List<Opening> openings = place.open(port);
    try {
      for (Opening opening : openings) {
        if (openings.size() > 1) {
          context.say("on " + opening.host());
        }
        test(opening.url(), context);
      }
    } finally {
      openings.forEach(Opening::close);
    }
  }

  private void test(URI url, StepContext context) throws InterruptedException {
    ReleaseValues values = delivery.values(context);
    SmokeTarget target =
        new SmokeTarget(
            url,
            delivery.database(delivery.config(context)).map(access -> access::connect),
            values.lookup(),
            new Masker(values.confidential()));
    SmokeReport report =
        SmokeTests.run(
            delivery.config(context).smoke(),
            target,
            ALL_TOGETHER,
            result -> tell(context, result));
    report
        .failure()
        .ifPresent(failure -> {
          throw failure.toException();
        });
  }

  private static void tell(StepContext context, SmokeResult result) {
    context.say(
        "%s %s in %d ms"
            .formatted(
                result.name(), result.passed() ? "passed" : "FAILED", result.took().toMillis()));
  }
}
