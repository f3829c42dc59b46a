package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a release of the past live again, app and schema, back or forward. A safety backup comes
 * first. Requests move before the schema goes down, and after it has gone up.
 */
final class RollbackPipeline {

  private RollbackPipeline() {}

  static List<Step> steps(Delivery delivery, Optional<String> to) {
    List<Step> steps = new ArrayList<>();
    steps.add(new ChooseTargetStep(delivery, to));
    steps.add(new CheckPrerequisitesStep(delivery));
    steps.add(new BackUpStep(delivery));
    steps.addAll(DeliverySteps.prepare(delivery));
    steps.addAll(DeliverySteps.cutOver(delivery));
    steps.addAll(
        List.of(
            SmokeTestStep.throughTheEdge("smoke-test", delivery),
            new MigrateDownStep(delivery),
            SmokeTestStep.throughTheEdge("smoke-test-again", delivery),
            new RecordRollbackStep(delivery),
            new TagArtifactStep(delivery),
            new RestBeforeStep(delivery)));
    return steps;
  }
}
