package dev.backline.run;

import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A deployment under way, for tests of how runs are carried out. */
final class SampleRun {

  private SampleRun() {}

  static RunRecord of(RunId run, LeaseScope scope) {
    return new RunRecord(
        run,
        new RunRequest(RunKind.DEPLOY, scope, Map.of(), "a test", Optional.empty()),
        RunStatus.RUNNING,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
