package dev.backline.cli.status;

import dev.backline.Backline;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.release.Release;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.compose.ProjectOnHost;
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
      return Optional.of(place(release).runtime().status(release.slot().orElseThrow()));
    } catch (BacklineException unreachable) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The projects that the release is a part of, one on each host. */
  public List<ProjectOnHost> projects(Release release) {
    return place(release).projects();
  }

  private EnvironmentPlace place(Release release) {
    AppConfig config = config(release);
    EnvironmentSpec spec = config.environment(environment).orElseThrow();
    return backline
        .parts()
        .environments()
        .at(app, environment, spec.placement(), config.registry());
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
