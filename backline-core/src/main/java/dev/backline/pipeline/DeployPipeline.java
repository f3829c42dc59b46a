package dev.backline.pipeline;

import dev.backline.config.Rehearse;
import dev.backline.run.Step;
import dev.backline.source.CommitId;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a commit live in an environment that builds its own releases: check, build once, deliver.
 */
final class DeployPipeline {

  private DeployPipeline() {}

  static List<Step> steps(Delivery delivery, CommitId commit) {
    List<Step> steps = new ArrayList<>();
    steps.add(new HashInputsStep(delivery, commit));
    steps.add(new CheckPrerequisitesStep(delivery));
    steps.add(new CheckCommitStep(delivery));
    steps.add(new BuildArtifactStep(delivery));
    steps.addAll(DeliverySteps.prepare(delivery));
    if (delivery.spec(delivery.config(commit)).rehearse() != Rehearse.NEVER) {
      steps.addAll(DeliverySteps.prove(delivery));
    }
    steps.addAll(DeliverySteps.cutOver(delivery));
    steps.addAll(DeliverySteps.confirm(delivery));
    return steps;
  }
}
