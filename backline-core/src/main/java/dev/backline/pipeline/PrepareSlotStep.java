package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.host.Fence;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;

/**
 * Puts the artifact's files into the free slot, ending what still ran idle there, unless it is this
 * very release.
 */
final class PrepareSlotStep extends DeliveryStep {

  private static final Duration IDLE_GRACE = Duration.ofSeconds(5);

  PrepareSlotStep(Delivery delivery) {
    super("prepare-slot", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    ReleaseRuntime runtime = delivery.runtime(context);
    Slot slot = delivery.slot(context);
    if (runtime.status(slot) instanceof SlotStatus.Running(SlotState state)
        && state.release().equals(delivery.running(context))) {
      return StepResult.skipped(state.release() + " still runs in slot " + slot);
    }
    runtime.stop(slot, IDLE_GRACE, Delivery.fence(context));
    ArtifactDigest digest = new ArtifactDigest(context.get(DeliveryFacts.DIGEST));
    Fence fence = Delivery.fence(context);
    ReleaseContent content = delivery.place(context).bring(digest, fence, context.commandOutput());
    runtime.prepare(slot, digest.value(), content, fence);
    context.say("artifact " + digest.abbreviated() + " is in slot " + slot);
    return StepResult.done();
  }
}
