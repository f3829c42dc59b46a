package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.List;

/** What every delivery has in common once its artifact is known. */
final class DeliverySteps {

  private DeliverySteps() {}

  /** From the artifact in the store to the release in its slot, and what it would migrate. */
  static List<Step> prepare(Delivery delivery) {
    return List.of(new PrepareSlotStep(delivery), new ReadSchemaStep(delivery));
  }

  /** Everything risky, on a copy. Nothing of the environment has been changed until here. */
  static List<Step> prove(Delivery delivery) {
    return List.of(
        new BackUpStep(delivery), new ProveBackupStep(delivery), new RehearseStep(delivery));
  }

  /** From the release in its slot to the release that serves. */
  static List<Step> cutOver(Delivery delivery) {
    return List.of(
        new AwaitApprovalStep(delivery),
        new MigrateUpStep(delivery),
        AddServicesStep.before(delivery),
        new RunFirstTasksStep(delivery),
        new StartReleaseStep(delivery),
        SmokeTestStep.inItsSlot(delivery),
        new SwitchEdgeStep(delivery),
        StartServicesStep.after(delivery),
        new DrainBeforeStep(delivery));
  }

  /** From serving to being trusted. */
  static List<Step> confirm(Delivery delivery) {
    return List.of(
        SmokeTestStep.throughTheEdge("smoke-test", delivery),
        new WatchTrafficStep(delivery),
        new RecordReleaseStep(delivery),
        new TagArtifactStep(delivery),
        new TagCommitStep(delivery),
        new RestBeforeStep(delivery),
        new ClearAwayStep(delivery));
  }
}
