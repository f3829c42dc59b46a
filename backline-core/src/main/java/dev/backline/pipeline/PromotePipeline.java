package dev.backline.pipeline;

import dev.backline.release.Version;
import dev.backline.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the release that another environment serves live here, under a version: the same artifact,
 * never built again.
 */
final class PromotePipeline {

  private PromotePipeline() {}

  static List<Step> steps(Delivery delivery, Optional<Version> version) {
    List<Step> steps = new ArrayList<>();
    steps.add(new ChooseReleaseStep(delivery, version));
    steps.add(new CheckPrerequisitesStep(delivery));
    steps.addAll(DeliverySteps.prepare(delivery));
    steps.addAll(DeliverySteps.prove(delivery));
    steps.addAll(DeliverySteps.cutOver(delivery));
    steps.addAll(DeliverySteps.confirm(delivery));
    return steps;
  }
}
