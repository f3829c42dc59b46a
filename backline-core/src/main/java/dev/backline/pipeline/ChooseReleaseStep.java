package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.VersionSpec;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.release.Release;
import dev.backline.release.Version;
import dev.backline.release.VersionChoice;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.source.AppRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the release that the other environment serves, the very same artifact, and chooses its
 * version.
 */
final class ChooseReleaseStep extends DeliveryStep {

  private static final Version FIRST = Version.parse("v0.1.0");

  private final Optional<Version> asked;

  ChooseReleaseStep(Delivery delivery, Optional<Version> asked) {
    super("choose-release", delivery);
    this.asked = asked;
  }

  @Override
  public StepResult run(StepContext context) throws InterruptedException {
    AppConfig newest = delivery.newestConfig();
    EnvironmentName from = source(delivery.spec(newest));
    Release tested = testedIn(from);
    AppConfig config = delivery.config(tested.candidate().commit());
    EnvironmentSpec spec = delivery.spec(config);
    String configuration = config.releaseIn(spec).digest().hex();
    Facts artifact =
        Facts.of(DeliveryFacts.COMMIT, tested.candidate().commit().value())
            .with(DeliveryFacts.DIGEST, tested.candidate().ref().digest())
            .with(DeliveryFacts.CONFIGURATION, configuration);
    Optional<Release> live =
        delivery.parts().history().current(delivery.app(), delivery.environment());
    if (asked.isEmpty()
        && live.isPresent()
        && serves(live.get(), tested, configuration)
        && LiveProcess.isAsStartedNow(delivery, live.get())) {
      String why = delivery.environment() + " serves this already, as " + live.get().label();
      context.say(why);
      return StepResult.settled(why, artifact.with(DeliveryFacts.VERSION, live.get().label()));
    }
    Version version = VersionChoice.choose(asked, taken(), start(spec));
    context.say(
        "%s becomes %s: artifact %s, commit %s, as %s serves it"
            .formatted(
                tested.label(),
                version,
                tested.candidate().ref().digest(),
                tested.candidate().commit().abbreviated(),
                from));
    return StepResult.done(artifact.with(DeliveryFacts.VERSION, version.toString()));
  }

  private EnvironmentName source(EnvironmentSpec spec) {
    return spec.from()
        .orElseThrow(() ->
            Failure.refused(
                    "promoting to " + spec.name(),
                    "backline.yml does not say which environment it takes releases from",
                    "give it a 'from', or use: backline deploy " + spec.name())
                .toException());
  }

  private Release testedIn(EnvironmentName from) {
    return delivery
        .parts()
        .history()
        .current(delivery.app(), from)
        .orElseThrow(() ->
            Failure.refused(
                    "promoting to " + delivery.environment(),
                    from + " serves no release yet",
                    "deploy to it first: backline deploy " + from)
                .toException());
  }

  private static boolean serves(Release live, Release tested, String configuration) {
    return live.candidate().ref().digest().equals(tested.candidate().ref().digest())
        && live.candidate().ref().configuration().equals(configuration);
  }

  private List<Version> taken() {
    List<Version> taken =
        new ArrayList<>(
            delivery.parts().history().takenVersions(delivery.app(), delivery.environment()));
    try (AppRepository repository = delivery.repository()) {
      repository.tags().names().forEach(tag -> Version.read(tag.value()).ifPresent(taken::add));
    }
    return taken;
  }

  private static Version start(EnvironmentSpec spec) {
    return spec.versions()
        .map(VersionSpec::start)
        .map(tag -> Version.parse(tag.value()))
        .orElse(FIRST);
  }
}
