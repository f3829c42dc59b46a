package dev.backline.check;

import dev.backline.check.report.TestCounts;
import dev.backline.failure.Failure;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of all checks of a commit.
 *
 * @param startedAt to the millisecond
 * @param checks in the order they are declared
 */
public record CheckReport(
    CommitId commit, Instant startedAt, Duration took, List<CheckResult> checks) {

  public CheckReport {
    checks = List.copyOf(checks);
  }

  public boolean passed() {
    return checks.stream().allMatch(CheckResult::passed);
  }

  /** All checks' tests together. */
  public TestCounts tests() {
    return checks.stream()
        .flatMap(check -> check.tests().stream())
        .reduce(TestCounts.NONE, TestCounts::plus);
  }

  /** Why the commit can't be deployed; empty when everything passed. */
  public Optional<Failure> failure() {
    if (passed()) {
      return Optional.empty();
    }
    return Optional.of(
        Failure.undone(
            "checking " + commit.abbreviated(),
            checks.stream()
                .filter(check -> !check.passed() && check.outcome() != CheckOutcome.NOT_RUN)
                .map(check -> check.name() + ": " + check.message())
                .collect(Collectors.joining("; ")),
            "correct it and push again; the run's log has the whole output"));
  }
}
