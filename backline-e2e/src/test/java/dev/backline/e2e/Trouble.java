package dev.backline.e2e;

import dev.backline.journal.JournalEntry;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Something that happens to production's hosts while a step of a delivery is at work. */
record Trouble(HostsInstallation installation, String step, Runnable event) {

  /** Steps before may take long where several tests share the processors. */
  private static final Duration STEP_BEGINS = Duration.ofMinutes(4);

  /** Delivers what was committed; it happens as soon as the journal says that the step begins. */
  RunRecord deliver() throws Exception {
    CompletableFuture<Void> came = new CompletableFuture<>();
    RunRecord run =
        installation.deploy(
            HostsInstallation.PROD, id -> Thread.ofVirtual().start(() -> await(id, came)));
    came.get(STEP_BEGINS.toSeconds(), TimeUnit.SECONDS);
    return run;
  }

  private void await(RunId run, CompletableFuture<Void> came) {
    try {
      Awaiting.until(step + " begins", STEP_BEGINS, () -> hasBegun(run));
      event.run();
      came.complete(null);
    } catch (RuntimeException | Error e) {
      came.completeExceptionally(e);
    }
  }

  private boolean hasBegun(RunId run) {
    return hasBegun(installation, run, step);
  }

  static boolean hasBegun(HostsInstallation installation, RunId run, String step) {
    return installation.backline().journal().entries(run).stream()
        .anyMatch(recorded ->
            recorded.entry() instanceof JournalEntry.StepIntended intended
                && intended.step().value().equals(step));
  }
}
