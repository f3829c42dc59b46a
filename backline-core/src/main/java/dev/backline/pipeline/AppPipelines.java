package dev.backline.pipeline;

import dev.backline.release.Version;
import dev.backline.run.Pipelines;
import dev.backline.run.RunRecord;
import dev.backline.run.Step;
import dev.backline.source.CommitId;
import java.util.List;
import java.util.Optional;

/** The pipelines of apps: which one a run executes, and with what. */
public final class AppPipelines implements Pipelines {

  private final Parts parts;

  public AppPipelines(Parts parts) {
    this.parts = parts;
  }

  @Override
  public List<Step> stepsOf(RunRecord run) {
    Delivery delivery = new Delivery(parts, run.request().scope());
    return switch (run.request().kind()) {
      case DEPLOY ->
          DeployPipeline.steps(delivery, new CommitId(required(run, RunParameters.COMMIT)));
      case PROMOTE ->
          PromotePipeline.steps(
              delivery, parameter(run, RunParameters.VERSION).map(Version::parse));
      case ROLLBACK ->
          RollbackPipeline.steps(
              delivery,
              parameter(run, RunParameters.VERSION),
              parameter(run, RunParameters.WAY).map(RollbackWay::of).orElse(RollbackWay.MIGRATION));
      case MIGRATE ->
          MigratePipeline.steps(
              delivery, required(run, RunParameters.DIRECTION), parameter(run, RunParameters.TO));
      case STOP -> StopPipeline.steps(delivery);
      case START -> StartPipeline.steps(delivery);
      case MAINTENANCE ->
          MaintenancePipeline.steps(
              delivery, required(run, RunParameters.MAINTENANCE).equals("on"));
      case PRUNE -> PruneImagesPipeline.steps(delivery);
    };
  }

  @Override
  public void takeUp(RunRecord run) {
    WorkFolder.endWhatRunsThere(parts.data(), run.id());
  }

  private static Optional<String> parameter(RunRecord run, String name) {
    return Optional.ofNullable(run.request().parameters().get(name));
  }

  private static String required(RunRecord run, String name) {
    return parameter(run, name)
        .orElseThrow(() -> new IllegalStateException("run " + run.id() + " has no " + name));
  }
}
