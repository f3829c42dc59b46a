package dev.backline.check.report;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a test run reported.
 *
 * @param tests all of them, the failed and skipped ones included
 * @param failures tests whose expectation did not hold
 * @param errors tests and suites that broke
 * @param skipped tests that did not run
 * @param time the sum of the tests' own times, not the time that passed
 * @param firstFailed the first {@value #MOST_FAILED} failures and errors
 */
public record TestCounts(
    int tests, int failures, int errors, int skipped, Duration time, List<FailedTest> firstFailed) {

  public static final int MOST_FAILED = 20;
  public static final TestCounts NONE = new TestCounts(0, 0, 0, 0, Duration.ZERO, List.of());

  public TestCounts {
    if (tests < 0 || failures < 0 || errors < 0 || skipped < 0 || time.isNegative()) {
      throw new IllegalArgumentException("a test count is negative");
    }
    firstFailed = firstFailed.stream().limit(MOST_FAILED).toList();
  }

  /** Tests that really ran. */
  public int ran() {
    return Math.max(0, tests - skipped);
  }

  /** Failures and errors together. */
  public int failed() {
    return failures + errors;
  }

  public TestCounts plus(TestCounts other) {
    return new TestCounts(
        tests + other.tests,
        failures + other.failures,
        errors + other.errors,
        skipped + other.skipped,
        time.plus(other.time),
        Stream.concat(firstFailed.stream(), other.firstFailed.stream()).toList());
  }
}
