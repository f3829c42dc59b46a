package dev.backline.run;

import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Tells whether somebody wants a run cancelled, and interrupts the step at work when they do. */
public interface Cancellation {

  Optional<Failure> wanted(RunId run);

  /** Does the work in the calling thread, interrupting it when the run is cancelled meanwhile. */
  <T> T guard(RunId run, Callable<T> work) throws Exception;

  static Cancellation never() {
    return new Cancellation() {
      @Override
      public Optional<Failure> wanted(RunId run) {
        return Optional.empty();
      }

      @Override
      public <T> T guard(RunId run, Callable<T> work) throws Exception {
        return work.call();
      }
    };
  }
}
