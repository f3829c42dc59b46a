package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;

/** Puts an app that was stopped by hand into service again, the same release with its values. */
final class StartPipeline {

  private StartPipeline() {}

  static List<Step> steps(Delivery delivery) {
    return List.of(
        new ChooseLiveStep(delivery),
        new RequireStoppedStep(delivery),
        AddServicesStep.again(delivery),
        new StartReleaseStep(delivery),
        SmokeTestStep.inItsSlot(delivery),
        new SwitchEdgeStep(delivery),
        StartServicesStep.again(delivery),
        SmokeTestStep.throughTheEdge("smoke-test", delivery));
  }
}
