package dev.backline.cli.status;

import dev.backline.Backline;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.SlotStatus;
import java.util.List;
import java.util.Optional;

/** An environment on hosts, as the configuration of its live release knows it. */
public final class HostsStatus {

  private final Backline backline;
  private final AppName app;
  private final EnvironmentName environment;

  public HostsStatus(Backline backline, LeaseScope scope) {
    this.backline = backline;
    this.app = new AppName(scope.app());
    this.environment = new EnvironmentName(scope.environment());
  }

  /** Whether the release runs on hosts; then this machine has nothing of it. */
  public boolean has(Release release) {
    return spec(release).filter(spec -> spec.placement() instanceof Placement.OnHosts).isPresent();
  }

  /** What the hosts say of the release's slot; empty if they can't be asked. */
  Optional<SlotStatus> ask(Release release) {
    try {
      return Optional.of(runtime(release).status(release.slot().orElseThrow()));
    } catch (BacklineException unreachable) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The last lines that the release has written, on each host. */
  public List<String> tail(Release release, int lines) throws InterruptedException {
    return runtime(release).tail(release.slot().orElseThrow(), lines);
  }

  private ReleaseRuntime runtime(Release release) {
    AppConfig config = config(release);
    EnvironmentSpec spec = config.environment(environment).orElseThrow();
    return backline
        .parts()
        .environments()
        .at(app, environment, spec.placement(), config.registry())
        .runtime();
  }

  /** Where visitors reach it. */
  Optional<String> url(Release release) {
    return spec(release).map(EnvironmentSpec::url);
  }

  private Optional<EnvironmentSpec> spec(Release release) {
    try {
      return config(release).environment(environment);
    } catch (BacklineException noSuchCommitAnyMore) {
      return Optional.empty();
    }
  }

  private AppConfig config(Release release) {
    return backline.parts().configurations().at(app, release.candidate().commit());
  }
}
