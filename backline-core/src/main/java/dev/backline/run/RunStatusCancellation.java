package dev.backline.run;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Cancellation as it is wished for in the state store, looked up every half second while a step is
 * at work.
 */
public final class RunStatusCancellation implements Cancellation {

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
    Thread watch = Thread.ofVirtual().name("cancellation-" + run).start(() -> watch(run, worker));
    try {
      return work.call();
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  private void watch(RunId run, Thread worker) {
    try {
      while (wanted(run).isEmpty()) {
        Thread.sleep(LOOK_EVERY);
      }
      worker.interrupt();
    } catch (InterruptedException workEnded) {
      // Nobody cancelled it.
    }
  }
}
