package dev.musicgraph.graph;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * A question to the database that is put once at a time, for all that asked before it was put. So
 * nobody gets an answer older than their asking, and a crowd takes one connection, not the pool.
 */
final class SharedAnswer<T> {
  private final Supplier<T> question;
  private final Duration patience;
  private final AtomicReference<@Nullable Round<T>> newest = new AtomicReference<>();

  /**
   * @param patience with somebody else who puts the question; after it, asking fails as with a pool
   *     that has no connection left
   */
  SharedAnswer(Supplier<T> question, Duration patience) {
    this.question = question;
    this.patience = patience;
  }

  /** Also a failure is shared, or each of a crowd would wait for its own. */
  T get() {
    while (true) {
      Round<T> known = newest.get();
      if (known != null && !known.begun) {
        return known.await(patience);
      }
      Round<T> mine = new Round<>();
      if (newest.compareAndSet(known, mine)) {
        mine.begin(question, known, patience);
        return mine.await(patience);
      }
    }
  }

  /** Begins when the one before has ended. Whoever sees that it has not begun may wait for it. */
  private static final class Round<T> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile boolean begun;

    void begin(Supplier<T> question, @Nullable Round<T> before, Duration patience) {
      try {
        if (before != null) {
          before.awaitEnd(patience);
        }
        begun = true;
        answer.complete(question.get());
      } catch (RuntimeException | Error e) {
        begun = true;
        answer.completeExceptionally(e);
      }
    }

    private void awaitEnd(Duration patience) {
      if (!answer.isDone()) {
        outcome(answer.handle((found, failure) -> true), patience);
      }
    }

    T await(Duration patience) {
      return outcome(answer, patience);
    }

    private static <R> R outcome(CompletableFuture<R> answer, Duration patience) {
      try {
        return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException(e.getCause());
      } catch (TimeoutException e) {
        throw unanswered("not answered within " + patience.toMillis() + " ms");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unanswered("interrupted while waiting");
      }
    }

    private static RuntimeException unanswered(String reason) {
      return new CannotGetJdbcConnectionException(
          reason, new SQLTransientConnectionException(reason));
    }
  }
}
