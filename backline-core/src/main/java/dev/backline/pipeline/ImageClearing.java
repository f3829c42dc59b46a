package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.journal.Facts;
import dev.backline.journal.RunState;
import dev.backline.registry.retention.ImageNeeds;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.registry.retention.ImagePruning;
import dev.backline.run.RunRecord;
import dev.backline.run.StepContext;
import java.util.List;

/** Takes images away that this environment has brought and that nobody needs any more. */
record ImageClearing(Delivery delivery) {

  private static final int RUNS_LOOKED_AT = 300;

  /** Says what goes; what can't go is said too, and fails nothing. */
  Facts carryOut(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(context);
    List<ImagePlace> places = delivery.place(config).imagePlaces();
    if (places.isEmpty()) {
      return Facts.NONE;
    }
    ImageNeeds needs = NeededArtifacts.of(delivery, config).forImagesOf(delivery.environment());
    ImagePruning.Outcome outcome =
        new ImagePruning(places, needs, context::say).carryOut(Delivery.fence(context));
    Facts facts = Facts.of(DeliveryFacts.IMAGES_DELETED, (long) outcome.deleted());
    if (outcome.notAllowed().isEmpty() || wasTold(context)) {
      return facts;
    }
    outcome.notAllowed().forEach(context::say);
    return facts.with(DeliveryFacts.TOLD_OF_REGISTRY, true);
  }

  /** Once is enough: it is the same after each delivery, and no fault of any. */
  private boolean wasTold(StepContext context) {
    return delivery.parts().runs().newest(RUNS_LOOKED_AT).stream()
        .filter(run -> run.request().scope().equals(context.scope()))
        .filter(run -> !run.id().equals(context.run()))
        .anyMatch(this::told);
  }

  private boolean told(RunRecord run) {
    return RunState.replay(delivery.parts().journal().entries(run.id()))
        .facts()
        .find(DeliveryFacts.TOLD_OF_REGISTRY)
        .isPresent();
  }
}
