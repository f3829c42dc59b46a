package dev.backline.runtime;

import dev.backline.host.detached.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a slot that a release was put into; survives the controller and the host.
 *
 * @param launchId unique to each start; what runs carries it, a process in its environment, a
 *     container in its labels
 * @param runsAs empty between the decision to start and the start, and after a stop
 * @param port on 127.0.0.1, 1 to 65535
 * @param startedAt when the start was decided
 * @param healthyAt when it was first found healthy; only then is it restarted when it dies
 */
public record SlotState(
    ReleaseRef release,
    String launchId,
    Optional<RunsAs> runsAs,
    int port,
    Instant startedAt,
    Optional<Instant> healthyAt,
    Desired desired) {

  /** What a slot's release should do. */
  public enum Desired {
    RUNNING,
    STOPPED
  }

  public SlotState {
    if (launchId.isBlank()) {
      throw new IllegalArgumentException("a start needs an id");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** The process, where it is one. */
  public Optional<ProcessIdentity> process() {
    return runsAs.flatMap(RunsAs::process);
  }

  public SlotState with(RunsAs started) {
    return new SlotState(
        release, launchId, Optional.of(started), port, startedAt, healthyAt, desired);
  }

  public SlotState healthy(Instant when) {
    return new SlotState(
        release, launchId, runsAs, port, startedAt, Optional.of(healthyAt.orElse(when)), desired);
  }

  /** To be stopped; what runs is still named until it is gone. */
  public SlotState stopping() {
    return new SlotState(release, launchId, runsAs, port, startedAt, healthyAt, Desired.STOPPED);
  }

  public SlotState stopped() {
    return new SlotState(
        release, launchId, Optional.empty(), port, startedAt, healthyAt, Desired.STOPPED);
  }
}
