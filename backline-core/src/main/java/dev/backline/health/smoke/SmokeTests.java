package dev.backline.health.smoke;

import dev.backline.config.SmokeTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs smoke tests, one after the other, each once: they start when the release is healthy, so a
 * failure is a finding and not a reason to try again. A failing test doesn't keep the next from
 * running.
 */
public final class SmokeTests {

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private SmokeTests() {}

  /**
   * Runs them all. Interrupting the calling thread ends the test that is running.
   *
   * @param deadline for all together, positive; tests that it leaves no time for fail as not run
   * @param each told of each result as it comes
   */
  public static SmokeReport run(
      List<SmokeTest> tests, SmokeTarget target, Duration deadline, Consumer<SmokeResult> each)
      throws InterruptedException {
    long start = System.nanoTime();
    List<SmokeResult> results = new ArrayList<>();
    for (SmokeTest test : tests) {
      Duration left = deadline.minusNanos(System.nanoTime() - start);
      SmokeResult result = left.toMillis() > 0 ? run(test, target, left) : notRun(test, deadline);
      results.add(result);
      each.accept(result);
    }
    return new SmokeReport(results, Duration.ofNanos(System.nanoTime() - start));
  }

  private static SmokeResult run(SmokeTest test, SmokeTarget target, Duration left)
      throws InterruptedException {
    Duration limit = test.timeout().compareTo(left) < 0 ? test.timeout() : left;
    SmokeAttempt attempt = new SmokeAttempt(test, target, limit);
    FutureTask<List<Finding>> task = new FutureTask<>(attempt);
    long start = System.nanoTime();
    Thread thread = Thread.ofVirtual().name("smoke-" + test.name()).start(task);
    List<Finding> findings;
    try {
      findings = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      findings = List.of(attempt.tooLate());
    } catch (ExecutionException e) {
      findings = List.of(attempt.broken(e.getCause() == null ? e : e.getCause()));
    } finally {
      task.cancel(true);
      thread.join(LAST_WORDS);
    }
    return new SmokeResult(test.name(), Duration.ofNanos(System.nanoTime() - start), findings);
  }

  private static SmokeResult notRun(SmokeTest test, Duration deadline) {
    Finding finding =
        new Finding(
            test.name().value(),
            "to be run",
            "no time: all smoke tests together have " + deadline.toMillis() + " ms");
    return new SmokeResult(test.name(), Duration.ZERO, List.of(finding));
  }
}
