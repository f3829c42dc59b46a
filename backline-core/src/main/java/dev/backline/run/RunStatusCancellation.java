package dev.backline.run;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancellation as it is wished for in the state store, looked up every half second while a step is
 * at work.
 */
public final class RunStatusCancellation implements Cancellation {

  private static final Logger LOG = LoggerFactory.getLogger(RunStatusCancellation.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Runs runs;

  public RunStatusCancellation(Runs runs) {
    this.runs = runs;
  }

  @Override
  public Optional<Failure> wanted(RunId run) {
    return runs.find(run)
        .flatMap(RunRecord::cancelRequestedBy)
        .map(by ->
            new Failure(
                "carrying out run " + run,
                "it was cancelled by " + by,
                "nothing to do: what it had changed is put back",
                ExitCode.CANCELLED));
  }

  @Override
  public <T> T guard(RunId run, Callable<T> work) throws Exception {
    Thread worker = Thread.currentThread();
    AtomicBoolean interrupting = new AtomicBoolean();
    Thread watch =
        Thread.ofVirtual()
            .name("cancellation-" + run)
            .start(() -> watch(run, worker, interrupting));
    T result;
    try {
      result = work.call();
    } finally {
      watch.interrupt();
      join(watch);
    }
    if (interrupting.get() && Thread.interrupted()) {
      LOG.debug("run {} was cancelled as its step ended", run);
    }
    return result;
  }

  /** Not hurried by an interruption, which is kept: it tells that the work was cancelled. */
  private static void join(Thread watch) {
    boolean interrupted = false;
    while (true) {
      try {
        watch.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(RunId run, Thread worker, AtomicBoolean interrupting) {
    try {
      while (!isWanted(run)) {
        Thread.sleep(LOOK_EVERY);
      }
      interrupting.set(true);
      worker.interrupt();
    } catch (InterruptedException workEnded) {
      // Nobody cancelled it.
    }
  }

  private boolean isWanted(RunId run) {
    try {
      return wanted(run).isPresent();
    } catch (RuntimeException e) {
      LOG.warn("looking whether run {} is cancelled failed; looking again", run, e);
      return false;
    }
  }
}
