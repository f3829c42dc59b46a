package dev.backline.pipeline;

import dev.backline.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a release of the past live again, back or forward. */
final class RollbackPipeline {

  private RollbackPipeline() {}

  static List<Step> steps(Delivery delivery, Optional<String> to, RollbackWay way) {
    return switch (way) {
      case APP -> app(delivery, to);
      case MIGRATION -> migration(delivery, to);
      case FULL -> full(delivery, to);
    };
  }

  /** Touches nothing but where requests go: the schema stays, and so does what was written. */
  private static List<Step> app(Delivery delivery, Optional<String> to) {
    return List.of(
        new ChooseTargetStep(delivery, to),
        new RequireSafeStep(delivery),
        new CheckPrerequisitesStep(delivery),
        new PrepareSlotStep(delivery),
        AddServicesStep.before(delivery),
        new StartReleaseStep(delivery),
        SmokeTestStep.inItsSlot(delivery),
        new SwitchEdgeStep(delivery),
        StartServicesStep.after(delivery),
        new DrainBeforeStep(delivery),
        SmokeTestStep.throughTheEdge("smoke-test", delivery),
        new RecordRollbackStep(delivery),
        new TagArtifactStep(delivery),
        new RestBeforeStep(delivery));
  }

  /**
   * App and schema. A safety backup comes first. Requests move before the schema goes down, and
   * after it has gone up.
   */
  private static List<Step> migration(Delivery delivery, Optional<String> to) {
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

  /**
   * App and database. The backup is restored and proven beside the live database first; then nobody
   * can write, a safety backup is taken, what is lost is told, and both change places. From there
   * until users are let in again everything can be undone without losing a write.
   */
  private static List<Step> full(Delivery delivery, Optional<String> to) {
    return List.of(
        new ChooseTargetStep(delivery, to),
        new ChooseBackupStep(delivery),
        new CheckPrerequisitesStep(delivery),
        new PrepareSlotStep(delivery),
        new RestoreBesideStep(delivery),
        // Its undo starts workers: it must come last, when the database is back in its place.
        AddServicesStep.before(delivery),
        new SetMaintenanceStep("begin-maintenance", delivery, true),
        new StopWritesStep(delivery),
        new BackUpStep(delivery),
        new TellLossStep(delivery),
        new SwitchDatabaseStep(delivery),
        new StartReleaseStep(delivery),
        SmokeTestStep.inItsSlot(delivery),
        new SwitchEdgeStep(delivery),
        StartServicesStep.after(delivery),
        new RecordRollbackStep(delivery),
        new TagArtifactStep(delivery),
        new SetMaintenanceStep("end-maintenance", delivery, false));
  }
}
