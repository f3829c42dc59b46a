package dev.backline.journal;

import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal in memory, for tests that crash and resume many times a second. Held to {@link
 * JournalContract}.
 */
public final class FakeJournal implements Journal {

  private final List<RecordedEntry> entries = new ArrayList<>();
  private FencingToken current = new FencingToken(1);

  /** Leases with a smaller token are lost from now on. */
  public void overtakenBy(FencingToken token) {
    current = token;
  }

  @Override
  public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
    if (lease.token().compareTo(current) < 0) {
      throw new LeaseLostException(lease.scope(), lease.token());
    }
    List<RecordedEntry> before = entries(run);
    if (!before.isEmpty() && before.getLast().entry() instanceof JournalEntry.End) {
      throw new RunEndedException(run);
    }
    RecordedEntry recorded =
        new RecordedEntry(run, before.size() + 1L, Instant.EPOCH, lease.token(), entry);
    entries.add(recorded);
    return recorded;
  }

  @Override
  public List<RecordedEntry> entries(RunId run) {
    return entries.stream().filter(entry -> entry.run().equals(run)).toList();
  }
}
