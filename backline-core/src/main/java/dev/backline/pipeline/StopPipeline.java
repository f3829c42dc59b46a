package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;

/**
 * Takes an app out of service by hand: requests get 503, and its release is stopped, its workers
 * with it. It stays stopped, also over a restart of its machine, until it is started or another
 * release is delivered.
 */
final class StopPipeline {

  private StopPipeline() {}

  static List<Step> steps(Delivery delivery) {
    return List.of(
        new ChooseLiveStep(delivery),
        new TakeAwayStep(delivery),
        new StopWorkersStep(delivery),
        new StopReleaseStep(delivery));
  }
}
