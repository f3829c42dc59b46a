package dev.backline.runtime;

import dev.backline.host.detached.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a slot that a release was put into; survives the controller and the host.
 *
 * @param launchId unique to each start; the process carries it in its environment
 * @param process empty between the decision to start and the start, and after a stop
 * @param port on 127.0.0.1, 1 to 65535
 * @param startedAt when the start was decided
 * @param healthyAt when it was first found healthy; only then is it restarted when it dies
 */
public record SlotState(
    ReleaseRef release,
    String launchId,
    Optional<ProcessIdentity> process,
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

  public SlotState with(ProcessIdentity started) {
    return new SlotState(
        release, launchId, Optional.of(started), port, startedAt, healthyAt, desired);
  }

  public SlotState healthy(Instant when) {
    return new SlotState(
        release, launchId, process, port, startedAt, Optional.of(healthyAt.orElse(when)), desired);
  }

  /** To be stopped; the process is still named until it is gone. */
  public SlotState stopping() {
    return new SlotState(release, launchId, process, port, startedAt, healthyAt, Desired.STOPPED);
  }

  public SlotState stopped() {
    return new SlotState(
        release, launchId, Optional.empty(), port, startedAt, healthyAt, Desired.STOPPED);
  }
}
