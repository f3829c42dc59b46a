package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.RunId;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseHolder;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.state.TestClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What stops a run while a step is at work: a cancellation, a lost lease, nothing else. */
class RunWorkerInterruptedTest extends RunWorkerFixture {

  @Test
  void cancellingInterruptsTheStepAtWorkAndUndoesEverythingUndisturbed() throws Exception {
    RunId run = submit();
    CountDownLatch inside = new CountDownLatch(1);
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean undoDisturbed = new AtomicBoolean();
    Undo.Action slowUndo =
        context -> {
          try {
            // Longer than it takes to notice a cancellation.
            new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            undoDisturbed.set(true);
          }
        };
    Pipelines pipelines =
        record ->
            List.of(
                new TestStep("one", done).undone(slowUndo),
                new TestStep("two", done)
                    .running(() -> {
                      inside.countDown();
                      new CountDownLatch(1).await();
                      return StepResult.done();
                    }),
                new TestStep("three", done));
    Future<List<RunId>> working = threads.submit(() -> worker(pipelines).workOff(PROD));
    assertThat(inside.await(LIMIT, TimeUnit.SECONDS)).isTrue();

    assertThat(runs.requestCancel(run, "anna")).isTrue();

    assertThat(working.get(LIMIT, TimeUnit.SECONDS)).containsExactly(run);
    assertThat(done).containsExactly("run one", "run two", "undo two", "undo one");
    assertThat(undoDisturbed).isFalse();
    assertThat(status(run)).isEqualTo(RunStatus.CANCELLED);
    assertThat(runs.find(run).orElseThrow().failure().orElseThrow().why())
        .isEqualTo("it was cancelled by anna");
  }

  @Test
  void aCancelledRunDoesNotInterruptTheOneAfterIt() throws Exception {
    RunId cancelled = submit();
    CountDownLatch inside = new CountDownLatch(1);
    AtomicBoolean nextInterrupted = new AtomicBoolean();
    Pipelines pipelines =
        record ->
            List.of(
                new TestStep("work")
                    .running(() -> {
                      if (record.id().equals(cancelled)) {
                        inside.countDown();
                        // Ends as if nothing were, with the interruption still set.
                        while (!Thread.currentThread().isInterrupted()) {
                          Thread.onSpinWait();
                        }
                      } else {
                        nextInterrupted.set(Thread.currentThread().isInterrupted());
                      }
                      return StepResult.done();
                    }));
    RunId next = submit();
    Future<List<RunId>> working = threads.submit(() -> worker(pipelines).workOff(PROD));
    assertThat(inside.await(LIMIT, TimeUnit.SECONDS)).isTrue();

    runs.requestCancel(cancelled, "anna");

    assertThat(working.get(LIMIT, TimeUnit.SECONDS)).containsExactly(cancelled, next);
    assertThat(nextInterrupted).isFalse();
    assertThat(status(next)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void whoLosesTheLeaseStopsItsStepAndWritesNothingMore() throws Exception {
    RunId run = submit();
    CountDownLatch inside = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    Pipelines pipelines =
        record ->
            List.of(
                new TestStep("one", done)
                    .running(() -> {
                      inside.countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.set(true);
                        throw e;
                      }
                      return StepResult.done();
                    }),
                new TestStep("two", done));
    Future<List<RunId>> working = threads.submit(() -> worker(pipelines).workOff(PROD));
    assertThat(inside.await(LIMIT, TimeUnit.SECONDS)).isTrue();
    LeaseHolder holder = leases.holder(PROD).orElseThrow();

    leases.release(new Lease(PROD, holder.owner(), holder.token()));
    Lease taken = leases.tryAcquire(PROD, ELSEWHERE).orElseThrow();

    assertThat(working.get(LIMIT, TimeUnit.SECONDS)).isEmpty();
    assertThat(interrupted).isTrue();
    assertThat(done).containsExactly("run one");
    assertThat(entries(run)).hasSize(2);
    assertThat(leases.holder(PROD).map(LeaseHolder::token)).contains(taken.token());
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);
    assertThat(pauses).hasValue(0);
  }

  @Test
  void aLongStepKeepsItsLeaseByTheHeartbeat() throws Exception {
    submit();
    List<Boolean> taken = new ArrayList<>();
    CountDownLatch beats = new CountDownLatch(1);
    Leases counting = new BeatingLeases(leases, beats);
    Pipelines pipelines =
        record ->
            List.of(
                new TestStep("long")
                    .running(() -> {
                      clock.advance(Leases.TIME_TO_LIVE.minusMillis(1));
                      assertThat(beats.await(LIMIT, TimeUnit.SECONDS)).isTrue();
                      clock.advance(Leases.TIME_TO_LIVE.minusMillis(1));
                      taken.add(leases.tryAcquire(PROD, ELSEWHERE).isPresent());
                      return StepResult.done();
                    }));

    assertThat(worker(pipelines, counting, new JdbcJournal(sql, clock)).workOff(PROD)).hasSize(1);
    assertThat(taken).containsExactly(false);
  }

  /** Tells when a heartbeat came that began after the clock was put forward. */
  private record BeatingLeases(Leases real, CountDownLatch beats) implements Leases {

    @Override
    public void renew(Lease lease) {
      boolean early = real.holder(lease.scope()).orElseThrow().heartbeatAt().equals(START);
      real.renew(lease);
      if (early && !real.holder(lease.scope()).orElseThrow().heartbeatAt().equals(START)) {
        beats.countDown();
      }
    }

    private static final java.time.Instant START = new TestClock().instant();

    @Override
    public Optional<Lease> tryAcquire(LeaseScope scope, Owner owner) {
      return real.tryAcquire(scope, owner);
    }

    @Override
    public void release(Lease lease) {
      real.release(lease);
    }

    @Override
    public Optional<LeaseHolder> holder(LeaseScope scope) {
      return real.holder(scope);
    }

    @Override
    public List<LeaseHolder> holders() {
      return real.holders();
    }
  }
}
