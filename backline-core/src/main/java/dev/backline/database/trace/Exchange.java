package dev.backline.database.trace;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is to speak next on a connection, and about what. A client may send many statements without
 * waiting for answers; they are handed on one by one, since only between two of them can be told
 * whose the locks are. The server executes them one by one, too: nobody sees a difference.
 */
final class Exchange {

  private static final String ENDED = "08006: the connection ended before the server's answer";

  private static final long LOOK_MILLIS = 1000;

  private enum Turn {
    CLIENT,
    /** To answer a statement. */
    SERVER,
    /** To say that it is ready for the next one, and nothing less. */
    SYNCING,
    /** The client sends the rows of a COPY. */
    COPYING
  }

  private final StatementWatch watch;

  /** What was sent to be parsed or bound, and isn't answered yet. */
  private final Deque<String> preparing = new ArrayDeque<>();

  private final List<CommandTag> tags = new ArrayList<>();
  private Turn turn = Turn.CLIENT;
  private @Nullable Portal running;
  private Optional<String> failure = Optional.empty();

  /** Whether it is one message that the server answers as a whole. */
  private boolean simple;

  /** After an error the server skips all up to the next Sync. */
  private boolean skipping;

  private boolean timed;
  private long sentNanos;
  private boolean ended;

  Exchange(StatementWatch watch) {
    this.watch = watch;
  }

  /** Whether the server has to answer first. */
  synchronized boolean mustWait() {
    return turn == Turn.SERVER || turn == Turn.SYNCING;
  }

  /** Waits until the server has answered what it has to answer first. */
  synchronized void awaitTurn() throws IOException, InterruptedException {
    while (mustWait() && !ended) {
      Turn whose = turn;
      wait(LOOK_MILLIS);
      // Should a client do what was not foreseen here, it must not wait for ever.
      if (turn == whose && watch.serverWaitsForClient()) {
        handOver(Turn.CLIENT);
      }
    }
    if (ended) {
      throw new EOFException("the connection has ended");
    }
  }

  synchronized void prepare(String sql) {
    if (isHeeded()) {
      startClock();
      preparing.add(sql);
    }
  }

  /** Whether the server has to be asked for its answer at once. */
  synchronized boolean execute(Portal portal) {
    if (!isHeeded()) {
      return false;
    }
    begin(portal, false);
    return true;
  }

  synchronized void query(String sql) {
    if (isHeeded()) {
      begin(new Portal(sql), true);
    }
  }

  /** A call of a function by its number, as libpq makes it for large objects. */
  synchronized void call() {
    if (isHeeded()) {
      simple = true;
      turn = Turn.SYNCING;
    }
  }

  synchronized void flush() {
    timed = false;
  }

  synchronized void sync() {
    // The server doesn't answer one that it gets while it waits for rows.
    if (turn != Turn.COPYING) {
      turn = Turn.SYNCING;
    }
  }

  /** Whether the server has to be asked for its answer at once. */
  synchronized boolean copyEnds() {
    if (turn != Turn.COPYING) {
      return false;
    }
    turn = Turn.SERVER;
    return !simple;
  }

  /**
   * @param pid the server's process for this connection
   */
  synchronized void backend(int pid) {
    watch.backend(pid);
  }

  synchronized void prepared() {
    preparing.poll();
  }

  synchronized void told(String detail) {
    watch.told(detail);
  }

  synchronized void copyBegins() {
    handOver(Turn.COPYING);
  }

  synchronized void completed(CommandTag tag) {
    if (simple) {
      tags.add(tag);
    } else if (running != null) {
      ends(running, StatementEnd.completed(took(), tag));
    } else if (turn == Turn.SERVER) {
      handOver(Turn.CLIENT);
    }
  }

  synchronized void suspended(long rows) {
    if (running != null) {
      ends(running, StatementEnd.suspended(took(), rows));
    }
  }

  /** The statement was empty. */
  synchronized void nothing() {
    if (!simple) {
      running = null;
      timed = false;
      handOver(Turn.CLIENT);
    }
  }

  synchronized void failed(Report report) {
    if (simple) {
      failure = failure.or(() -> Optional.of(report.toString()));
      return;
    }
    boolean syncSent = turn == Turn.SYNCING;
    Portal culprit = preparing.isEmpty() ? running : new Portal(preparing.element());
    if (culprit != null) {
      ends(culprit, StatementEnd.failed(took(), report.toString()));
    } else if (syncSent) {
      watch.commitFailed(report.toString());
    }
    preparing.clear();
    skipping = !syncSent;
    handOver(syncSent ? Turn.SYNCING : Turn.CLIENT);
  }

  /**
   * @param status of the transaction: {@code I}dle, in a {@code T}ransaction, or {@code E} in a
   *     failed one
   */
  synchronized void ready(int status) {
    if (running != null && (!tags.isEmpty() || failure.isPresent())) {
      ends(running, StatementEnd.ofMessage(took(), tags, failure, status == 'T'));
    }
    watch.serverIsReady(status != 'I');
    running = null;
    simple = false;
    skipping = false;
    timed = false;
    failure = Optional.empty();
    tags.clear();
    preparing.clear();
    handOver(Turn.CLIENT);
  }

  /** The connection has ended; whoever waits for a turn waits no more. */
  synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (running != null) {
      ends(running, StatementEnd.failed(took(), failure.orElse(ENDED)));
    }
    watch.end();
    notifyAll();
  }

  /** Whether the server will execute what it gets now: no rows are expected, no Sync either. */
  private boolean isHeeded() {
    return !skipping && turn != Turn.COPYING;
  }

  private void begin(Portal portal, boolean wholeMessage) {
    startClock();
    running = portal;
    simple = wholeMessage;
    turn = Turn.SERVER;
    watch.statementBegins(wholeMessage);
  }

  private void ends(Portal portal, StatementEnd end) {
    watch.statementEnds(portal, end);
    running = null;
    timed = false;
    if (turn == Turn.SERVER && !simple) {
      handOver(Turn.CLIENT);
    }
  }

  private void handOver(Turn to) {
    turn = to;
    notifyAll();
  }

  private void startClock() {
    if (!timed) {
      timed = true;
      sentNanos = System.nanoTime();
    }
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - sentNanos);
  }
}
