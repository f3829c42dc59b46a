package dev.backline.run;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import java.util.List;
import java.util.Optional;

/** Drops what runs say. */
final class SilentOutputLog implements OutputLog {

  @Override
  public void append(RunId run, Optional<StepName> step, String line) {}

  @Override
  public void flush() {}

  @Override
  public List<OutputLine> read(RunId run, long afterSeq, int most) {
    return List.of();
  }

  @Override
  public int keepNewest(LeaseScope scope, int runs) {
    return 0;
  }
}
