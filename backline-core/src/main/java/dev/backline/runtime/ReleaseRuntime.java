package dev.backline.runtime;

import dev.backline.config.HealthSpec;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Runs an environment's releases on one host. Every operation can be repeated: what is there
 * already is adopted, what is gone already counts as done. Operations that change something take
 * the fencing token of the run and throw {@link dev.backline.host.StaleFence} if a later one was
 * seen. All waits end by a deadline, and at once with an {@link InterruptedException} when the
 * thread is interrupted. Failures are {@link dev.backline.failure.BacklineException}s.
 */
public interface ReleaseRuntime {

  /**
   * Puts an artifact into a slot, in place of another one. One of the same digest is left as it is.
   *
   * @throws dev.backline.failure.BacklineException if the slot is running another artifact, or this
   *     runtime can't run such content
   */
  void prepare(Slot slot, String digest, ReleaseContent content, Fence fence)
      throws InterruptedException;

  /**
   * Starts a release that was prepared. Returns when it runs, not when it is healthy. A release
   * that runs already in the slot is adopted; a leftover of another start is ended first.
   *
   * @throws dev.backline.failure.BacklineException if another release runs in the slot, the
   *     artifact isn't prepared there, or the program can't be started
   */
  SlotState start(Slot slot, Launch launch, Fence fence) throws InterruptedException;

  /** What the slot is doing now; finds what runs even if its start was never recorded. */
  SlotStatus status(Slot slot) throws InterruptedException;

  /**
   * Waits until the started release answers healthily for as long as the check asks.
   *
   * @throws dev.backline.failure.BacklineException as soon as it ends, or when the time is up; with
   *     its last words
   */
  Healthy awaitHealthy(Slot slot, HealthSpec check, Fence fence) throws InterruptedException;

  /**
   * Stops what runs in the slot: asks (SIGTERM), waits at most {@code grace}, then kills it and all
   * its children. Its files stay. Nothing running is success.
   */
  void stop(Slot slot, Duration grace, Fence fence) throws InterruptedException;

  /**
   * Takes everything out of a slot, its logs too.
   *
   * @throws dev.backline.failure.BacklineException if a release runs in it
   */
  void remove(Slot slot, Fence fence) throws InterruptedException;

  /**
   * Runs a command of the prepared release to its end, such as its migrations. It doesn't outlive
   * the caller.
   */
  CommandResult run(
      Slot slot, ReleaseCommand command, Duration timeout, CommandOutput output, Fence fence)
      throws InterruptedException;

  /**
   * Starts a release again that was healthy once and has died, if possible on the port that it had.
   *
   * @return empty if it isn't dead any more, or shouldn't run
   */
  Optional<SlotState> revive(Slot slot, Launch launch, Fence fence) throws InterruptedException;

  /** Keeps the logs of both slots small; to be called now and then. */
  void rotateLogs();

  /**
   * What the release that runs in the slot holds of memory, in bytes; on the host where it is most.
   * Empty if none runs, or it can't be told.
   */
  OptionalLong memory(Slot slot) throws InterruptedException;

  /** The last lines of the release's log, oldest first; empty if there is none. */
  List<String> tail(Slot slot, int lines) throws InterruptedException;
}
