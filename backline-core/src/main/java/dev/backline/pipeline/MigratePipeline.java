package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;
import java.util.Optional;

/**
 * Migrates an environment's database by hand, with the release that it serves. A backup comes
 * first.
 */
final class MigratePipeline {

  private MigratePipeline() {}

  static List<Step> steps(Delivery delivery, String direction, Optional<String> to) {
    return List.of(
        new ChooseLiveStep(delivery),
        new ReadSchemaStep(delivery),
        new BackUpStep(delivery),
        new MigrateByHandStep(delivery, direction.equals("up"), to),
        SmokeTestStep.throughTheEdge("smoke-test", delivery));
  }
}
