package dev.backline.journal.jdbc;

import dev.backline.journal.Journal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunEndedException;
import dev.backline.journal.RunId;
import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.state.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The journal in the state file. An entry and the status of its run change in one transaction. */
public final class JdbcJournal implements Journal {

  private final Sql sql;
  private final InstantSource clock;

  public JdbcJournal(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
    return sql.inTransaction(tx -> {
      requireCurrent(tx, lease);
      requireNotEnded(tx, run);
      Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
      long seq =
          tx.one(
                  "select coalesce(max(seq), 0) + 1 from journal where run = ?",
                  row -> row.getLong(1),
                  run.value())
              .orElseThrow();
      tx.update(
          "insert into journal (run, seq, at, token, type, version, body) values (?, ?, ?, ?, ?, ?,"
              + " ?)",
          run.value(),
          seq,
          now.toEpochMilli(),
          lease.token().value(),
          EntryFormat.type(entry),
          EntryFormat.VERSION,
          EntryFormat.body(entry));
      updateStatus(tx, run, entry, now);
      return new RecordedEntry(run, seq, now, lease.token(), entry);
    });
  }

  @Override
  public List<RecordedEntry> entries(RunId run) {
    return sql.looking(tx ->
        tx.list(
            "select seq, at, token, type, version, body from journal where run = ? order by seq",
            row ->
                new RecordedEntry(
                    run,
                    row.getLong("seq"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    new FencingToken(row.getLong("token")),
                    EntryFormat.read(
                        row.getString("type"), row.getInt("version"), row.getString("body"))),
            run.value()));
  }

  private static void requireCurrent(Sql.Transaction tx, Lease lease) throws SQLException {
    boolean current =
        tx.one(
                "select 1 from lease where app = ? and environment = ? and token = ? and owner = ?",
                row -> true,
                lease.scope().app(),
                lease.scope().environment(),
                lease.token().value(),
                lease.owner().toString())
            .isPresent();
    if (!current) {
      throw new LeaseLostException(lease.scope(), lease.token());
    }
  }

  /** A waiting run may have been superseded or cancelled since it was chosen to be next. */
  private static void requireNotEnded(Sql.Transaction tx, RunId run) throws SQLException {
    boolean open =
        tx.one(
                "select 1 from run where id = ? and status in ('QUEUED', 'RUNNING', 'UNWINDING')",
                row -> true,
                run.value())
            .isPresent();
    if (!open) {
      throw new RunEndedException(run);
    }
  }

  private static void updateStatus(Sql.Transaction tx, RunId run, JournalEntry entry, Instant now)
      throws SQLException {
    switch (entry) {
      case RunStarted e ->
          tx.update(
              "update run set status = 'RUNNING', started_at = ? where id = ?",
              now.toEpochMilli(),
              run.value());
      case UnwindStarted e ->
          tx.update(
              "update run set status = 'UNWINDING', failure = ? where id = ?",
              EntryFormat.failure(e.cause()),
              run.value());
      case RunSucceeded e -> end(tx, run, "SUCCEEDED", now);
      case RunUndone e -> end(tx, run, "UNDONE", now);
      case RunCancelled e -> end(tx, run, "CANCELLED", now);
      case RunNeedsPerson e -> end(tx, run, "NEEDS_PERSON", now);
      case JournalEntry.RunAdopted e -> {}
      case JournalEntry.OfStep e -> {}
    }
  }

  private static void end(Sql.Transaction tx, RunId run, String status, Instant now)
      throws SQLException {
    tx.update(
        "update run set status = ?, ended_at = ? where id = ?",
        status,
        now.toEpochMilli(),
        run.value());
  }
}
