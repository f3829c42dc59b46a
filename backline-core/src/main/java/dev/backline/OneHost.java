package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.edge.Edge;
import dev.backline.host.ReachedHost;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.host.fence.Ownership;
import dev.backline.registry.Repository;
import dev.backline.registry.retention.EngineImages;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.compose.BesideReleases;
import dev.backline.runtime.compose.ProjectOnHost;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All of an environment that is on one host. */
record OneHost(
    ReachedHost host,
    ReleaseRuntime runtime,
    BesideReleases beside,
    Edge edge,
    FenceOnHost fences,
    Ownership ownership,
    ProjectOnHost project) {

  /** The images of the app that lie there. */
  ImagePlace images(AppName app, Optional<Repository> repository) {
    return new EngineImages(host, app, repository, fences, this::prepared);
  }

  /** Whether a release runs in the slot that serves nobody. */
  boolean idleRuns() throws InterruptedException {
    Slot free = edge.current().route().map(route -> route.slot().other()).orElse(Slot.BLUE);
    return runtime.status(free) instanceof SlotStatus.Running;
  }

  /** What the slots hold, also without a container. */
  private Map<ArtifactDigest, String> prepared() throws InterruptedException {
    Map<ArtifactDigest, String> prepared = new HashMap<>();
    for (Slot slot : Slot.values()) {
      runtime
          .status(slot)
          .artifact()
          .ifPresent(digest -> prepared.put(new ArtifactDigest(digest), slot.label()));
    }
    return prepared;
  }
}
