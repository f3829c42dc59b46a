package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;

/** Frees the disk of hosts and registry of what no release that may come back needs. */
final class PruneImagesPipeline {

  private PruneImagesPipeline() {}

  static List<Step> steps(Delivery delivery) {
    return List.of(new ChooseLiveStep(delivery), new PruneImagesStep(delivery));
  }
}
