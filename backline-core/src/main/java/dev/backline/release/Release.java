package dev.backline.release;

import dev.backline.runtime.Slot;
import java.time.Instant;
import java.util.Optional;

/**
 * A release in the history of an environment.
 *
 * @param number 1 and up in each environment, in the order of their making
 * @param slot where it runs or last ran; empty if it never was live
 * @param deployedAt when it last went live, or failed to; to the millisecond
 */
public record Release(
    long number, Candidate candidate, ReleaseState state, Optional<Slot> slot, Instant deployedAt) {

  public Optional<Version> version() {
    return candidate.version();
  }

  /** Its version, or its commit's short name where it has none. */
  public String label() {
    return candidate.ref().label();
  }
}
