package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.ConfigurationChange;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.failure.Failure;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.source.AppRepository;
import dev.backline.source.Commit;
import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a delivery would do, before anybody asks for it. Changes nothing.
 *
 * @param live what serves now; empty if nothing does
 * @param commit that would be delivered
 * @param commits that are new, newest first
 * @param artifact where it would come from
 * @param configuration what would change in it
 * @param migrations that are pending as far as releases have recorded; empty if that is not known
 * @param usual how long the last such run took; empty if there was none
 */
public record ChangePreview(
    EnvironmentSpec environment,
    Optional<Release> live,
    CommitId commit,
    List<Commit> commits,
    String artifact,
    List<ConfigurationChange> configuration,
    Optional<List<String>> migrations,
    Optional<Duration> usual) {

  private static final int MOST_COMMITS = 200;
  private static final int RUNS_LOOKED_AT = 500;

  /**
   * @param asked a commit or branch; empty for what the environment would take by itself
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is nothing to
   *     deliver
   */
  public static ChangePreview of(
      Parts parts, AppName app, EnvironmentName name, Optional<String> asked)
      throws InterruptedException {
    Delivery delivery = new Delivery(parts, new LeaseScope(app.value(), name.value()));
    try (AppRepository repository = delivery.repository()) {
      CommitId commit = commit(delivery, repository, asked);
      AppConfig config = delivery.config(commit);
      EnvironmentSpec spec = delivery.spec(config);
      Optional<Release> live = parts.history().current(app, name);
      Optional<CommitId> since = live.map(release -> release.candidate().commit());
      return new ChangePreview(
          spec,
          live,
          commit,
          repository.commitsSince(since, commit, MOST_COMMITS),
          artifact(delivery, repository, spec, config, commit),
          ConfigurationChange.between(
              since
                  .map(delivery::config)
                  .flatMap(before -> before.environment(name).map(before::releaseIn)),
              config.releaseIn(spec)),
          migrations(delivery, spec, asked),
          usual(parts, app, name, kind(spec)));
    }
  }

  private static CommitId commit(
      Delivery delivery, AppRepository repository, Optional<String> asked) {
    if (asked.isPresent()) {
      return repository.resolve(asked.get());
    }
    EnvironmentSpec spec = delivery.spec(delivery.newestConfig());
    Optional<CommitId> found =
        spec.from().isPresent()
            ? delivery
                .parts()
                .history()
                .current(delivery.app(), spec.from().get())
                .map(release -> release.candidate().commit())
            : spec.follows().flatMap(repository::tip);
    return found.orElseThrow(() ->
        Failure.usage(
                "planning a delivery to " + spec.name(),
                "nothing says which commit",
                "name one: backline plan " + spec.name() + " COMMIT")
            .toException());
  }

  private static String artifact(
      Delivery delivery,
      AppRepository repository,
      EnvironmentSpec spec,
      AppConfig config,
      CommitId commit)
      throws InterruptedException {
    if (spec.from().isPresent()) {
      return "the one that "
          + spec.from().get()
          + " serves"
          + delivery
              .parts()
              .history()
              .current(delivery.app(), spec.from().get())
              .map(release -> ": " + release.candidate().ref().digest())
              .orElse("");
    }
    InputHash inputs =
        delivery.parts().inputs().hash(repository, commit, config.build(), config.artifact());
    return delivery
        .parts()
        .catalogue()
        .find(delivery.app(), inputs)
        .filter(build -> delivery.parts().has(build.digest()))
        .map(build -> "built before, from " + build.commit().abbreviated())
        .orElse("would be built");
  }

  private static Optional<List<String>> migrations(
      Delivery delivery, EnvironmentSpec spec, Optional<String> asked) {
    if (spec.from().isEmpty() || asked.isPresent()) {
      return Optional.empty();
    }
    Set<String> pending = new LinkedHashSet<>(recorded(delivery, spec.from().get()));
    pending.removeAll(recorded(delivery, spec.name()));
    return Optional.of(List.copyOf(pending));
  }

  /** Oldest first. */
  private static List<String> recorded(Delivery delivery, EnvironmentName environment) {
    return delivery
        .parts()
        .history()
        .newest(delivery.app(), environment, RUNS_LOOKED_AT)
        .reversed()
        .stream()
        .flatMap(release -> release.candidate().migrations().stream())
        .toList();
  }

  private static RunKind kind(EnvironmentSpec spec) {
    return spec.from().isPresent() ? RunKind.PROMOTE : RunKind.DEPLOY;
  }

  private static Optional<Duration> usual(
      Parts parts, AppName app, EnvironmentName environment, RunKind kind) {
    return parts.runs().newest(RUNS_LOOKED_AT).stream()
        .filter(run -> run.request().kind() == kind && run.status() == RunStatus.SUCCEEDED)
        .filter(run -> run.request().scope().app().equals(app.value()))
        .filter(run -> run.request().scope().environment().equals(environment.value()))
        .flatMap(run -> took(run).stream())
        .findFirst();
  }

  private static Optional<Duration> took(RunRecord run) {
    return run.startedAt()
        .flatMap(started -> run.endedAt().map(ended -> Duration.between(started, ended)));
  }
}
