package dev.backline.journal;

import dev.backline.lease.FencingToken;
import java.time.Instant;

/**
 * An entry as it stands in the journal.
 *
 * @param seq its place in its run, from 1 without gaps
 * @param token the lease under which it was written
 */
public record RecordedEntry(
    RunId run, long seq, Instant at, FencingToken token, JournalEntry entry) {}
