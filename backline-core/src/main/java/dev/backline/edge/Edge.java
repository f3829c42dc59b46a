package dev.backline.edge;

import dev.backline.config.HttpPath;
import dev.backline.host.Fence;
import dev.backline.runtime.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The reverse proxy in front of an environment's slots. It serves on while Backline is gone.
 * Operations can be repeated; those that change something take the fencing token of the run and
 * throw {@link dev.backline.host.StaleFence} if a later one was seen. All waits end by a deadline.
 * Failures are {@link dev.backline.failure.BacklineException}s.
 */
public interface Edge {

  /**
   * Starts the edge, or adopts the running one. A new one serves what the last one did.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if the listen port is
   *     taken
   */
  EdgeStatus.Up ensureRunning(EdgeSettings settings, Fence fence) throws InterruptedException;

  EdgeStatus current() throws InterruptedException;

  /**
   * Sends all new requests to the route, without breaking one off, and sees that they arrive there:
   * by what the edge says of itself, and by a GET of {@code probe} through the address that it
   * listens on, which must not get a 502, 503 or 504 (not tried while maintenance is on). If they
   * don't, what served before is put back and this throws.
   */
  Switched switchTo(Route route, HttpPath probe, Fence fence) throws InterruptedException;

  /** Takes the app away: new requests get 503. */
  void takeAway(Fence fence) throws InterruptedException;

  InFlight inFlight(Slot slot) throws InterruptedException;

  /**
   * Waits until a slot that isn't active has nothing in flight, or the time is up; what is left
   * then is in the answer.
   *
   * @throws dev.backline.failure.BacklineException if the slot is active: it would never drain
   */
  InFlight drain(Slot slot, Duration deadline) throws InterruptedException;

  /** The traffic since then; at most the last hour is known. */
  EdgeStats stats(Instant since) throws InterruptedException;

  /** While on, new requests get 503 with Retry-After; survives restarts and switches. */
  void maintenance(boolean on, Fence fence) throws InterruptedException;

  /**
   * Starts a dead edge again as it was.
   *
   * @return empty if it isn't dead, was stopped on purpose or never started
   */
  Optional<EdgeStatus.Up> revive(Fence fence) throws InterruptedException;

  /** Lets requests in flight finish and ends the edge. Nothing running is success. */
  void stop(Fence fence) throws InterruptedException;
}
