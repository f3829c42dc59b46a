package dev.backline.pipeline;

import dev.backline.artifact.BuildRecord;
import dev.backline.artifact.StoredArtifact;
import dev.backline.config.AppConfig;
import dev.backline.host.local.DirectoryTree;
import dev.backline.journal.Facts;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.source.AppRepository;
import dev.backline.source.Checkout;
import dev.backline.source.InputHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Builds the artifact in a clean checkout, unless one of the same inputs exists. */
final class BuildArtifactStep extends DeliveryStep {

  BuildArtifactStep(Delivery delivery) {
    super("build-artifact", delivery);
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException, IOException {
    if (context.get(DeliveryFacts.REUSED)) {
      return StepResult.skipped("an artifact of the same inputs exists");
    }
    Path directory = WorkFolder.fresh(delivery.parts().data(), context.run(), "build");
    AppConfig config = delivery.config(context);
    try (AppRepository repository = delivery.repository()) {
      Checkout checkout = Checkout.of(repository, delivery.commit(context), directory);
      StoredArtifact stored =
          delivery
              .parts()
              .builder()
              .build(checkout, config.build(), config.artifact(), context.commandOutput());
      delivery
          .parts()
          .catalogue()
          .add(
              delivery.app(),
              new BuildRecord(
                  new InputHash(context.get(DeliveryFacts.INPUTS)),
                  stored.digest(),
                  delivery.commit(context),
                  delivery.parts().clock().instant(),
                  stored.size(),
                  Optional.of(delivery.commit(context))
                      .filter(commit -> !config.checks().isEmpty())));
      return StepResult.done(Facts.of(DeliveryFacts.DIGEST, stored.digest().value()));
    } finally {
      DirectoryTree.delete(directory);
    }
  }
}
