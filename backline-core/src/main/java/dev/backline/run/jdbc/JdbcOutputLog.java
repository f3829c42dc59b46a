package dev.backline.run.jdbc;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import dev.backline.run.OutputLine;
import dev.backline.run.OutputLog;
import dev.backline.state.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Output in the state file's table {@code output}, written in batches: a line a transaction would
 * cost a disk flush each. What can't be written waits and is tried again with what comes next; of
 * more than {@value #MOST_WAITING} lines the oldest are dropped. No failure reaches the run.
 */
public final class JdbcOutputLog implements OutputLog {

  private static final Duration FLUSH_EVERY = Duration.ofMillis(100);
  private static final int LONGEST_LINE = 4_000;
  private static final int MOST_WAITING = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(JdbcOutputLog.class);

  private record Pending(RunId run, Instant at, Optional<StepName> step, String line) {}

  private final Sql sql;
  private final InstantSource clock;
  private final Object writing = new Object();
  private List<Pending> pending = new ArrayList<>();
  private boolean flushScheduled;

  public JdbcOutputLog(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public synchronized void append(RunId run, Optional<StepName> step, String line) {
    pending.add(new Pending(run, clock.instant(), step, bounded(line)));
    if (!flushScheduled) {
      flushScheduled = true;
      Thread.ofVirtual().name("output-flush").start(this::flushSoon);
    }
  }

  @Override
  public void flush() {
    synchronized (writing) {
      List<Pending> lines = takePending();
      try {
        write(lines);
      } catch (RuntimeException e) {
        LOG.warn("{} lines of output could not be written; they are kept", lines.size(), e);
        putBack(lines);
      }
    }
  }

  private void write(List<Pending> lines) {
    if (lines.isEmpty()) {
      return;
    }
    sql.inTransaction(tx -> {
      for (Pending line : lines) {
        tx.update(
            "insert into output (run, seq, at, step, line)"
                + " select ?, coalesce(max(seq), 0) + 1, ?, ?, ? from output where run = ?",
            line.run().value(),
            line.at().toEpochMilli(),
            line.step().map(StepName::value).orElse(null),
            line.line(),
            line.run().value());
      }
      return lines.size();
    });
  }

  @Override
  public List<OutputLine> read(RunId run, long afterSeq, int most) {
    return sql.looking(tx ->
        tx.list(
            "select seq, at, step, line from output where run = ? and seq > ? order by seq limit ?",
            row ->
                new OutputLine(
                    row.getLong("seq"),
                    Instant.ofEpochMilli(row.getLong("at")),
                    Optional.ofNullable(row.getString("step")).map(StepName::new),
                    row.getString("line")),
            run.value(),
            afterSeq,
            most));
  }

  @Override
  public int keepNewest(LeaseScope scope, int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("keeping the output of " + runs + " runs");
    }
    return sql.inTransaction(tx ->
        tx.update(
            "delete from output where run in"
                + " (select id from run where app = ? and environment = ? and ended_at is not null"
                + " and id not in (select id from run where app = ? and environment = ?"
                + " order by id desc limit ?))",
            scope.app(),
            scope.environment(),
            scope.app(),
            scope.environment(),
            runs));
  }

  private void flushSoon() {
    try {
      Thread.sleep(FLUSH_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
  }

  private synchronized void putBack(List<Pending> lines) {
    List<Pending> all = new ArrayList<>(lines);
    all.addAll(pending);
    pending = new ArrayList<>(all.subList(Math.max(0, all.size() - MOST_WAITING), all.size()));
  }

  /** Cut where no character is cut in two. */
  private static String bounded(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
    return line.substring(0, end) + " …";
  }

  private synchronized List<Pending> takePending() {
    List<Pending> taken = pending;
    pending = new ArrayList<>();
    flushScheduled = false;
    return taken;
  }
}
