package dev.musicgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class SharedAnswerTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger put = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);

  @AfterEach
  void letAllEnd() {
    mayEnd.release(1_000);
    askers.close();
  }

  @Test
  void eachWhoAsksAloneGetsAnAnswerOfTheirOwn() {
    SharedAnswer<Integer> shared = new SharedAnswer<>(put::incrementAndGet, LONG);

    assertThat(List.of(shared.get(), shared.get(), shared.get())).containsExactly(1, 2, 3);
  }

  @Test
  void aCrowdThatAsksWhileAQuestionIsOpenSharesTheNextOne() throws Exception {
    SharedAnswer<Integer> shared = new SharedAnswer<>(this::slow, LONG);
    Future<Integer> first = askers.submit(shared::get);
    begun.acquire();

    List<Future<Integer>> crowd = crowd(shared, 300);
    mayEnd.release(2);

    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    for (Future<Integer> one : crowd) {
      assertThat(one.get(20, TimeUnit.SECONDS)).as("not older than its asking").isEqualTo(2);
    }
  }

  @Test
  void aFailureIsSharedAndTheNextQuestionIsPutAnew() throws Exception {
    SharedAnswer<Integer> shared =
        new SharedAnswer<>(
            () -> {
              int number = slow();
              if (number == 2) {
                throw new IllegalArgumentException("broken");
              }
              return number;
            },
            LONG);
    Future<Integer> first = askers.submit(shared::get);
    begun.acquire();
    List<Future<Integer>> crowd = crowd(shared, 20);
    mayEnd.release(3);

    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    for (Future<Integer> one : crowd) {
      assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS)).hasRootCauseMessage("broken");
    }
    assertThat(shared.get()).isEqualTo(3);
  }

  @Test
  void nobodyWaitsForeverForAQuestionThatHangs() throws Exception {
    SharedAnswer<Integer> shared = new SharedAnswer<>(this::slow, Duration.ofMillis(20));
    Future<Integer> hanging = askers.submit(shared::get);
    begun.acquire();

    assertThatThrownBy(shared::get).isInstanceOf(CannotGetJdbcConnectionException.class);

    mayEnd.release(2);
    assertThat(hanging.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(shared.get()).isEqualTo(2);
  }

  private int slow() {
    int number = put.incrementAndGet();
    begun.release();
    mayEnd.acquireUninterruptibly();
    return number;
  }

  /** Returns when all of them have asked. */
  private List<Future<Integer>> crowd(SharedAnswer<Integer> shared, int count) throws Exception {
    List<Future<Integer>> crowd = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  answer.complete(shared.get());
                } catch (RuntimeException e) {
                  answer.completeExceptionally(e);
                }
              }));
      crowd.add(answer);
    }
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
        Thread.onSpinWait();
      }
    }
    return crowd;
  }
}
