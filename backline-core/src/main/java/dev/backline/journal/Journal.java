package dev.backline.journal;

import dev.backline.lease.Lease;
import java.util.List;

/**
 * The record of every run. Appending is atomic and durable: when {@link #append} returns, the entry
 * survives a power cut; when it throws, the entry is not there.
 */
public interface Journal {

  /**
   * Adds an entry to a run.
   *
   * @throws dev.backline.lease.LeaseLostException if the lease is not the current one of its scope;
   *     nothing is written
   * @throws RunEndedException if the run has ended, or will never begin; nothing is written
   */
  RecordedEntry append(RunId run, Lease lease, JournalEntry entry);

  /** The run's entries in order. */
  List<RecordedEntry> entries(RunId run);
}
