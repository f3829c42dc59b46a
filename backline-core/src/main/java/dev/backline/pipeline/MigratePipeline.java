package dev.backline.pipeline;

import dev.backline.failure.Failure;
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
        new MigrateByHandStep(delivery, isUp(direction), to),
        SmokeTestStep.throughTheEdge("smoke-test", delivery));
  }

  private static boolean isUp(String direction) {
    return switch (direction) {
      case "up" -> true;
      case "down" -> false;
      default ->
          throw Failure.usage(
                  "migrating", "'" + direction + "' is no direction", "say 'up' or 'down'")
              .toException();
    };
  }
}
