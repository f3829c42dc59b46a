package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;

/** Shows everybody a page that asks for patience, or takes it away again. */
final class MaintenancePipeline {

  private MaintenancePipeline() {}

  static List<Step> steps(Delivery delivery, boolean on) {
    return List.of(new ChooseLiveStep(delivery), new SetMaintenanceStep(delivery, on));
  }
}
