package dev.backline.cli.status;

import dev.backline.Backline;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.process.ProcessRuntime;
import dev.backline.secret.Masker;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The release that serves, and how its process is.
 *
 * @param process what the slot says now; empty if its hosts can't be asked
 * @param url where its visitors come in, if it runs on hosts
 */
public record LiveRelease(Release release, Optional<SlotStatus> process, Optional<String> url) {

  static Optional<LiveRelease> in(LeaseScope scope, Backline backline) {
    AppName app = new AppName(scope.app());
    EnvironmentName environment = new EnvironmentName(scope.environment());
    // Looking needs no secrets: nothing is started and no log is read.
    ProcessRuntime runtime =
        new ProcessRuntime(
            EnvironmentFolder.of(backline.data(), app, environment),
            new Masker(List.of()),
            InstantSource.system());
    return backline
        .releases()
        .current(app, environment)
        .map(
            release -> here(release, runtime).orElseGet(() -> elsewhere(release, scope, backline)));
  }

  private static Optional<LiveRelease> here(Release release, ProcessRuntime runtime) {
    return release
        .slot()
        .map(runtime::status)
        .filter(status -> !(status instanceof SlotStatus.Empty))
        .map(status -> new LiveRelease(release, Optional.of(status), Optional.empty()));
  }

  /** On hosts, or nowhere. */
  private static LiveRelease elsewhere(Release release, LeaseScope scope, Backline backline) {
    HostsStatus hosts = new HostsStatus(backline, scope);
    return release.slot().isPresent() && hosts.has(release)
        ? new LiveRelease(release, hosts.ask(release), hosts.url(release))
        : new LiveRelease(release, Optional.of(new SlotStatus.Empty()), Optional.empty());
  }

  /**
   * One word: {@code healthy}, {@code starting}, {@code stopped}, {@code dead}, {@code gone}, or
   * {@code unknown} where hosts can't be asked.
   */
  public String health() {
    return process.map(SlotStatus::word).orElse("unknown");
  }

  public boolean healthy() {
    return health().equals("healthy");
  }
}
