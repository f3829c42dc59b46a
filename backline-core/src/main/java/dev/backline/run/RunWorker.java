package dev.backline.run;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.journal.Journal;
import dev.backline.journal.RunEndedException;
import dev.backline.journal.RunId;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.secret.Masker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on runs while it holds their environment's lease. Every process that can hold a lease uses
 * one: the controller for all environments, the command line for the one it waits for. It adopts
 * what a dead process left under way.
 */
public final class RunWorker {

  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Runs runs;
  private final Journal journal;
  private final OutputLog output;
  private final Leases leases;
  private final Pipelines pipelines;
  private final Owner owner;
  private final Duration heartbeatEvery;
  private final Pause afterFailure;

  /** Waits a while. */
  @FunctionalInterface
  interface Pause {
    void pause() throws InterruptedException;
  }

  public RunWorker(
      Runs runs,
      Journal journal,
      OutputLog output,
      Leases leases,
      Pipelines pipelines,
      Owner owner) {
    this(
        runs,
        journal,
        output,
        leases,
        pipelines,
        owner,
        Leases.HEARTBEAT_EVERY,
        () -> Thread.sleep(RETRY_AFTER));
  }

  RunWorker(
      Runs runs,
      Journal journal,
      OutputLog output,
      Leases leases,
      Pipelines pipelines,
      Owner owner,
      Duration heartbeatEvery,
      Pause afterFailure) {
    this.runs = runs;
    this.journal = journal;
    this.output = output;
    this.leases = leases;
    this.pipelines = pipelines;
    this.owner = owner;
    this.heartbeatEvery = heartbeatEvery;
    this.afterFailure = afterFailure;
  }

  /**
   * Takes the environment's lease, works until nothing waits there, and gives it back. When the
   * state can't be read or written, it logs that, waits 2 seconds and returns; the run is still
   * under way then, for the next call.
   *
   * @return the runs that it ended; empty if another process holds the lease or nothing was to do
   */
  public List<RunId> workOff(LeaseScope scope) {
    return workOff(scope, () -> false);
  }

  /** As {@link #workOff(LeaseScope)}, and begins no further run once it is enough. */
  public List<RunId> workOff(LeaseScope scope, BooleanSupplier enough) {
    List<RunId> ended = new ArrayList<>();
    try {
      while (runs.next(scope).isPresent()
          && !enough.getAsBoolean()
          && !Thread.currentThread().isInterrupted()) {
        Optional<RunId> one = leases.tryAcquire(scope, owner).flatMap(this::workUnder);
        if (one.isEmpty() || ended.contains(one.get())) {
          return ended;
        }
        ended.add(one.get());
      }
    } catch (RuntimeException | Error e) {
      LOG.error("working on {} failed; what was begun goes on later", scope, e);
      pause();
    }
    return ended;
  }

  /** The run that was ended; empty if there is none to work on, or no longer by us. */
  private Optional<RunId> workUnder(Lease lease) {
    try (Heartbeat heartbeat =
        Heartbeat.start(leases, lease, heartbeatEvery, Thread.currentThread())) {
      // Looked up again: between the first look and the lease another process may have ended it.
      Optional<RunRecord> run = runs.next(lease.scope());
      run.ifPresent(next -> execute(next, lease, heartbeat));
      return run.map(RunRecord::id);
    } catch (LeaseLostException lost) {
      LOG.warn("{}; another process goes on with its run", lost.getMessage());
      return Optional.empty();
    } catch (RunEndedException superseded) {
      LOG.info("{}; looking for the next", superseded.getMessage());
      return Optional.empty();
    } finally {
      output.flush();
      giveBack(lease);
    }
  }

  private void giveBack(Lease lease) {
    try {
      leases.release(lease);
    } catch (RuntimeException e) {
      LOG.warn("giving back the lease of {} failed; it runs out by itself", lease.scope(), e);
    }
  }

  /** Whoever calls in a loop does not spin while the disk is full. */
  private void pause() {
    try {
      afterFailure.pause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void execute(RunRecord run, Lease lease, Heartbeat heartbeat) {
    MaskedOutput masked = new MaskedOutput(run.id(), Optional.empty(), output, Masker.none());
    RunExecutor executor =
        new RunExecutor(journal, new RunStatusCancellation(runs), UndoPatience.USUAL);
    pipelines.takeUp(run);
    executor.execute(run, stepsOf(run), lease, masked);
    heartbeat.requireHeld();
  }

  /**
   * A run whose steps can't be built, for instance because its configuration can't be read, fails
   * in its only step.
   */
  private List<Step> stepsOf(RunRecord run) {
    try {
      List<Step> steps = pipelines.stepsOf(run);
      if (steps.stream().map(Step::name).distinct().count() < steps.size()) {
        throw new IllegalStateException("two steps have the same name");
      }
      return steps;
    } catch (BacklineException e) {
      return List.of(new UnbuildableStep(e.failure()));
    } catch (RuntimeException | Error e) {
      LOG.error("building the steps of run {} failed", run.id(), e);
      return List.of(
          new UnbuildableStep(
              Failure.undone(
                  "preparing run " + run.id(), e.toString(), "report this fault in Backline")));
    }
  }
}
