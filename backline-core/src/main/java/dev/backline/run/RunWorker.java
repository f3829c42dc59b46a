package dev.backline.run;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.journal.Journal;
import dev.backline.journal.RunId;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.secret.Masker;
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

  private final Runs runs;
  private final Journal journal;
  private final OutputLog output;
  private final Leases leases;
  private final Pipelines pipelines;
  private final Owner owner;

  public RunWorker(
      Runs runs,
      Journal journal,
      OutputLog output,
      Leases leases,
      Pipelines pipelines,
      Owner owner) {
    this.runs = runs;
    this.journal = journal;
    this.output = output;
    this.leases = leases;
    this.pipelines = pipelines;
    this.owner = owner;
  }

  /**
   * Takes the environment's lease, works until nothing waits there, and gives it back.
   *
   * @return the runs that it ended; empty if another process holds the lease or nothing was to do
   */
  public List<RunId> workOff(LeaseScope scope) {
    return workOff(scope, () -> false);
  }

  /** As {@link #workOff(LeaseScope)}, and begins no further run once it is enough. */
  public List<RunId> workOff(LeaseScope scope, BooleanSupplier enough) {
    List<RunId> ended = new java.util.ArrayList<>();
    while (runs.next(scope).isPresent()
        && !enough.getAsBoolean()
        && !Thread.currentThread().isInterrupted()) {
      Optional<Lease> lease = leases.tryAcquire(scope, owner);
      if (lease.isEmpty()) {
        return ended;
      }
      Optional<RunId> one = workUnder(lease.get());
      if (one.isEmpty()) {
        return ended;
      }
      ended.add(one.get());
    }
    return ended;
  }

  private Optional<RunId> workUnder(Lease lease) {
    try (Heartbeat heartbeat = Heartbeat.start(leases, lease, Thread.currentThread())) {
      // Looked up again: between the first look and the lease another process may have ended it.
      Optional<RunRecord> run = runs.next(lease.scope());
      run.ifPresent(next -> execute(next, lease, heartbeat));
      return run.map(RunRecord::id);
    } catch (LeaseLostException lost) {
      LOG.warn("{}; another process goes on with its run", lost.getMessage());
      return Optional.empty();
    } finally {
      output.flush();
      leases.release(lease);
    }
  }

  private void execute(RunRecord run, Lease lease, Heartbeat heartbeat) {
    MaskedOutput masked = new MaskedOutput(run.id(), Optional.empty(), output, Masker.none());
    RunExecutor executor = new RunExecutor(journal, new RunStatusCancellation(runs));
    executor.execute(run, stepsOf(run), lease, masked);
    heartbeat.requireHeld();
  }

  /**
   * A run whose steps can't be built, for instance because its configuration can't be read, fails
   * in its only step.
   */
  private List<Step> stepsOf(RunRecord run) {
    try {
      return pipelines.stepsOf(run);
    } catch (BacklineException e) {
      return List.of(new UnbuildableStep(e.failure()));
    } catch (RuntimeException e) {
      LOG.error("building the steps of run {} failed", run.id(), e);
      return List.of(
          new UnbuildableStep(
              Failure.undone(
                  "preparing run " + run.id(),
                  String.valueOf(e.getMessage()),
                  "report this fault in Backline")));
    }
  }
}
