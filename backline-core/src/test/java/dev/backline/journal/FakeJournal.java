package dev.backline.journal;

import dev.backline.lease.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal in memory, for tests that crash and resume many times a second. Held to {@link
 * JournalContract}.
 */
public final class FakeJournal implements Journal {

  private final List<RecordedEntry> entries = new ArrayList<>();

  @Override
  public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
    RecordedEntry recorded =
        new RecordedEntry(run, entries(run).size() + 1L, Instant.EPOCH, lease.token(), entry);
    entries.add(recorded);
    return recorded;
  }

  @Override
  public List<RecordedEntry> entries(RunId run) {
    return entries.stream().filter(entry -> entry.run().equals(run)).toList();
  }
}
