package dev.backline.check;

import dev.backline.check.report.Coverage;
import dev.backline.check.report.TestCounts;
import dev.backline.config.CheckName;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of one check.
 *
 * @param message why it did not pass, for people; empty when it passed
 * @param tests empty when no JUnit report is declared or none could be read
 * @param coverage empty when no JaCoCo report is declared or none could be read
 */
public record CheckResult(
    CheckName name,
    CheckOutcome outcome,
    String message,
    Duration took,
    Optional<TestCounts> tests,
    Optional<Coverage> coverage) {

  static CheckResult notRun(CheckName name, CheckName failed) {
    return new CheckResult(
        name,
        CheckOutcome.NOT_RUN,
        "not run, because " + failed + " did not pass",
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }

  public boolean passed() {
    return outcome == CheckOutcome.PASSED;
  }
}
