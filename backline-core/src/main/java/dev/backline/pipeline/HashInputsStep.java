package dev.backline.pipeline;

import dev.backline.artifact.BuildRecord;
import dev.backline.config.AppConfig;
import dev.backline.config.ConfigurationDigest;
import dev.backline.config.EnvironmentSpec;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import java.util.Optional;

/**
 * Finds out what of the commit is new: whether an artifact of the same inputs exists, and whether
 * the environment already serves that artifact with the same configuration and secrets, in which
 * case there is nothing to do.
 */
final class HashInputsStep extends DeliveryStep {

  private final CommitId commit;

  HashInputsStep(Delivery delivery, CommitId commit) {
    super("hash-inputs", delivery);
    this.commit = commit;
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig config = delivery.config(commit);
    EnvironmentSpec spec = delivery.spec(config);
    requireBuiltHere(spec);
    InputHash inputs;
    try (AppRepository repository = delivery.repository()) {
      inputs =
          delivery.parts().inputs().hash(repository, commit, config.build(), config.artifact());
    }
    ConfigurationDigest configuration = config.releaseIn(spec).digest();
    Optional<BuildRecord> earlier =
        delivery
            .parts()
            .catalogue()
            .find(delivery.app(), inputs)
            .filter(build -> delivery.parts().has(build.digest()));
    context.say(
        "inputs "
            + inputs
            + earlier.map(e -> ", built before from " + e.commit().abbreviated()).orElse(""));
    Facts facts =
        Facts.of(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.INPUTS, inputs.value())
            .with(DeliveryFacts.CONFIGURATION, configuration.hex())
            .with(DeliveryFacts.VERSION, delivery.environment() + "-" + commit.abbreviated())
            .with(DeliveryFacts.REUSED, earlier.isPresent());
    if (earlier.isEmpty()) {
      return StepResult.done(facts);
    }
    Facts withArtifact = facts.with(DeliveryFacts.DIGEST, earlier.get().digest().value());
    Optional<Release> live =
        delivery
            .parts()
            .history()
            .current(delivery.app(), delivery.environment())
            .filter(release ->
                release.candidate().ref().digest().equals(earlier.get().digest().value()))
            .filter(
                release -> release.candidate().ref().configuration().equals(configuration.hex()));
    if (live.isEmpty()) {
      return StepResult.done(withArtifact);
    }
    if (!LiveProcess.isAsStartedNow(delivery, live.get())) {
      context.say(
          live.get().label() + " is started anew: it doesn't run, or not with today's secrets");
      return StepResult.done(withArtifact);
    }
    String why =
        "nothing changed that the release is made of: "
            + delivery.environment()
            + " goes on with "
            + live.get().label();
    context.say(why);
    return StepResult.settled(why, withArtifact);
  }

  private void requireBuiltHere(EnvironmentSpec spec) {
    spec.from()
        .ifPresent(from -> {
          throw Failure.refused(
                  "deploying commit " + commit.abbreviated() + " to " + spec.name(),
                  spec.name() + " takes its releases from " + from + " and builds none of its own",
                  "deploy to " + from + " first, then: backline promote " + spec.name())
              .toException();
        });
  }
}
