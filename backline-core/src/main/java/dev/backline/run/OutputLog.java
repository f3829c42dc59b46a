package dev.backline.run;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import java.util.List;
import java.util.Optional;

/**
 * What runs say while they work, readable by every process while it comes. Kept apart from the
 * journal: losing the last lines in a power cut loses no fact.
 */
public interface OutputLog {

  /** Adds a line, already masked. May be written some 100 ms later; never blocks for long. */
  void append(RunId run, Optional<StepName> step, String line);

  /** Writes what waits to be written; what can't be written goes on waiting. Never throws. */
  void flush();

  /** The lines after {@code afterSeq} (0 for all), at most {@code most} of them, in order. */
  List<OutputLine> read(RunId run, long afterSeq, int most);

  /**
   * Deletes the output of all but the environment's newest runs. Runs that have not ended keep
   * theirs.
   *
   * @param runs how many are kept, 1 or more
   * @return how many lines were deleted
   */
  int keepNewest(LeaseScope scope, int runs);
}
