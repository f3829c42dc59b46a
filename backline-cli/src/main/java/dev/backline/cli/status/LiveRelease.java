package dev.backline.cli.status;

import dev.backline.Backline;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.process.ProcessRuntime;
import dev.backline.secret.Masker;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The release that serves, and how its process is.
 *
 * @param process what the slot says now; empty if the release has no slot
 */
public record LiveRelease(Release release, Optional<SlotStatus> process) {

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
        .map(release -> new LiveRelease(release, release.slot().map(runtime::status)));
  }

  /** One word: {@code healthy}, {@code starting}, {@code stopped}, {@code dead} or {@code gone}. */
  public String health() {
    return switch (process.orElseGet(SlotStatus.Empty::new)) {
      case SlotStatus.Running(SlotState state) ->
          state.healthyAt().isPresent() ? "healthy" : "starting";
      case SlotStatus.Stopped _ -> "stopped";
      case SlotStatus.Dead _ -> "dead";
      case SlotStatus.Empty _, SlotStatus.Prepared _ -> "gone";
    };
  }

  public boolean healthy() {
    return health().equals("healthy");
  }
}
