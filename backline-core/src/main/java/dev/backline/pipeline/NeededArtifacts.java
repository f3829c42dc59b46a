package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.journal.RunState;
import dev.backline.lease.LeaseScope;
import dev.backline.registry.retention.ImageNeeds;
import dev.backline.release.ReadyReleases;
import dev.backline.release.Release;
import dev.backline.release.ReleaseState;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which artifacts have to stay, whichever app and environment needs them: those that serve or may
 * serve again, and those that a run is under way with.
 *
 * @param keep how many past releases each environment of the app keeps ready
 */
record NeededArtifacts(Parts parts, AppName app, ToIntFunction<EnvironmentName> keep) {

  private static final int RUNS_LOOKED_AT = 300;
  private static final int RELEASES_LOOKED_AT = 500;

  /** What another app declares is not known here: as much is kept as could be declared. */
  private static final int MOST_KEPT = 100;

  /** As many as the configuration says. */
  static NeededArtifacts of(Delivery delivery, AppConfig config) {
    return new NeededArtifacts(
        delivery.parts(),
        delivery.app(),
        environment ->
            config.environment(environment).map(EnvironmentSpec::keepReleases).orElse(MOST_KEPT));
  }

  /** Why each of them has to stay. */
  Map<ArtifactDigest, String> reasons() {
    Map<ArtifactDigest, String> reasons = new HashMap<>();
    parts.history().apps().stream()
        .flatMap(each ->
            parts.history().environments(each).stream()
                .flatMap(environment -> ready(each, environment).stream()))
        // What serves is the better reason.
        .sorted(Comparator.comparing(Release::state))
        .forEach(release -> reasons.putIfAbsent(digest(release), reason(release)));
    for (LeaseScope scope : parts.runs().scopesWithWork()) {
      Optional<RunRecord> run = parts.runs().next(scope);
      run.flatMap(this::artifact)
          .ifPresent(digest ->
              reasons.putIfAbsent(digest, "run " + run.get().id() + " is under way with it"));
    }
    return reasons;
  }

  /** The same for the images of one environment of the app. */
  ImageNeeds forImagesOf(EnvironmentName environment) {
    return new ImageNeeds(environment, brought(environment), reasons(), parts.tags().list(app));
  }

  private List<Release> ready(AppName of, EnvironmentName environment) {
    int past = of.equals(app) ? keep.applyAsInt(environment) : MOST_KEPT;
    return ReadyReleases.of(parts.history(), of, environment, past);
  }

  private static String reason(Release release) {
    return release.candidate().environment()
        + (release.state() == ReleaseState.LIVE ? " serves it as " : " may go back to it: ")
        + release.label();
  }

  /** Also by runs that failed: what they brought is of no use to anybody. */
  private Set<ArtifactDigest> brought(EnvironmentName environment) {
    Set<ArtifactDigest> brought = new HashSet<>();
    parts.history().newest(app, environment, RELEASES_LOOKED_AT).stream()
        .map(NeededArtifacts::digest)
        .forEach(brought::add);
    LeaseScope scope = new LeaseScope(app.value(), environment.value());
    parts.runs().newest(RUNS_LOOKED_AT).stream()
        .filter(run -> run.request().scope().equals(scope))
        .filter(run -> run.status() != RunStatus.SUCCEEDED)
        .flatMap(run -> artifact(run).stream())
        .forEach(brought::add);
    return brought;
  }

  private Optional<ArtifactDigest> artifact(RunRecord run) {
    return RunState.replay(parts.journal().entries(run.id()))
        .facts()
        .find(DeliveryFacts.DIGEST)
        .map(ArtifactDigest::new);
  }

  private static ArtifactDigest digest(Release release) {
    return new ArtifactDigest(release.candidate().ref().digest());
  }
}
