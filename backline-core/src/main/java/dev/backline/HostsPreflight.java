package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.Host;
import dev.backline.host.Hosts;
import dev.backline.host.examine.DeliveryExamination;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.pipeline.DeliveryNeed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at an environment's hosts, all at once, and at its registry, before anything is changed.
 */
record HostsPreflight(AppName app, Placement.OnHosts placement, InstantSource clock) {

  List<PlaceFinding> examine(List<OneHost> each, ImagesToHosts images, DeliveryNeed need)
      throws InterruptedException {
    Map<HostName, List<HostFinding>> byHost = new ConcurrentHashMap<>();
    Optional<Failure> fault =
        new Hosts(each.stream().map(OneHost::host).toList())
            .onEach(host -> byHost.put(host.name(), examine(of(host, each), images, need)))
            .failure("looking at the hosts of " + need.environment().name());
    if (fault.isPresent()) {
      throw fault.get().toException();
    }
    List<PlaceFinding> findings = new ArrayList<>();
    for (OneHost one : each) {
      byHost
          .getOrDefault(one.host().name(), List.of())
          .forEach(found -> findings.add(new PlaceFinding(one.host().name().value(), found)));
    }
    findings.addAll(images.examine(need.artifact()));
    return List.copyOf(findings);
  }

  private List<HostFinding> examine(OneHost one, ImagesToHosts images, DeliveryNeed need)
      throws InterruptedException {
    return new DeliveryExamination(clock)
        .of(
            one.host(),
            app,
            need.environment(),
            placement,
            spec(one.host()),
            new DeliveryExamination.Need() {
              @Override
              public long images() throws InterruptedException {
                return room(one, images, need.artifact());
              }

              @Override
              public long memory() throws InterruptedException {
                return HostsPreflight.memory(one, need);
              }
            });
  }

  /** An engine that can't be asked is told of by the examination itself. */
  private static long room(OneHost one, ImagesToHosts images, Optional<ArtifactDigest> artifact)
      throws InterruptedException {
    try {
      return artifact.isPresent() ? images.room(artifact.get(), one.host()) : 0;
    } catch (BacklineException noEngine) {
      return 0;
    }
  }

  /** What runs idle in the free slot is ended first, and gives back as much as is needed. */
  private static long memory(OneHost one, DeliveryNeed need) throws InterruptedException {
    try {
      return one.idleRuns() ? 0 : need.memory().bytes();
    } catch (BacklineException noEngine) {
      return need.memory().bytes();
    }
  }

  private HostSpec spec(Host host) {
    return placement.hosts().stream()
        .filter(declared -> declared.name().equals(host.name()))
        .findFirst()
        .orElseThrow();
  }

  private static OneHost of(Host host, List<OneHost> each) {
    return each.stream()
        .filter(one -> one.host().name().equals(host.name()))
        .findFirst()
        .orElseThrow();
  }
}
