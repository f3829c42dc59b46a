package dev.backline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.check.report.Coverage;
import dev.backline.check.report.FailedTest;
import dev.backline.check.report.TestCounts;
import dev.backline.config.AppName;
import dev.backline.config.CheckName;
import dev.backline.source.CommitId;
import dev.backline.state.DataDirectory;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckResultsTest {

  private static final AppName APP = new AppName("app");
  private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");

  @TempDir Path temp;

  @Test
  void keepsTheLatestReportOfACommit() {
    CheckResults results =
        new CheckResults(StateFile.openDataSource(new DataDirectory(temp.resolve("data"))));
    CheckReport failed =
        report(
            CheckOutcome.FAILED,
            Optional.of(
                new TestCounts(
                    5,
                    1,
                    0,
                    2,
                    Duration.ofMillis(1234),
                    List.of(new FailedTest("C.t", "\"quoted\" ünd ☃")))));
    CheckReport passed = report(CheckOutcome.PASSED, Optional.empty());

    assertThat(results.find(APP, COMMIT)).isEmpty();
    results.save(APP, failed);
    assertThat(results.find(APP, COMMIT)).contains(failed);
    results.save(APP, passed);
    assertThat(results.find(APP, COMMIT)).contains(passed);
    assertThat(results.find(new AppName("other"), COMMIT)).isEmpty();
  }

  private static CheckReport report(CheckOutcome outcome, Optional<TestCounts> tests) {
    return new CheckReport(
        COMMIT,
        Instant.ofEpochMilli(1_772_355_600_123L),
        Duration.ofMillis(42),
        List.of(
            new CheckResult(
                new CheckName("unit"),
                outcome,
                "message",
                Duration.ofMillis(41),
                tests,
                Optional.of(new Coverage(1, 2, 3, 4)))));
  }
}
