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

/** Runs the declared smoke tests through the environment's public address. */
final class SmokeTestStep extends DeliveryStep {

  private static final Duration ALL_TOGETHER = Duration.ofMinutes(3);

  SmokeTestStep(String name, Delivery delivery) {
    super(name, delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    if (config.smoke().isEmpty()) {
      return StepResult.skipped("none are declared");
    }
    ReleaseValues values = delivery.values(context);
    SmokeTarget target =
        new SmokeTarget(
            URI.create(delivery.spec(config).url()),
            values.database().map(access -> access::connect),
            values.lookup(),
            new Masker(values.confidential()));
    SmokeReport report =
        SmokeTests.run(config.smoke(), target, ALL_TOGETHER, result -> tell(context, result));
    report
        .failure()
        .ifPresent(failure -> {
          throw failure.toException();
        });
    return StepResult.done();
  }

  private static void tell(StepContext context, SmokeResult result) {
    context.say(
        "%s %s in %d ms"
            .formatted(
                result.name(), result.passed() ? "passed" : "FAILED", result.took().toMillis()));
  }
}
