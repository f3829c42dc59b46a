package dev.backline.check;

import dev.backline.check.report.Coverage;
import dev.backline.check.report.JacocoReport;
import dev.backline.check.report.JunitReports;
import dev.backline.check.report.TestCounts;
import dev.backline.check.report.UnreadableReport;
import dev.backline.config.CheckSpec;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import dev.backline.failure.BacklineException;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.source.CheckoutCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One check: its command, then its reports. A command that succeeds without the tests that it
 * promised has not passed.
 */
final class SingleCheck {

  private final CheckoutCommand commands;
  private final CheckSpec check;

  SingleCheck(CheckoutCommand commands, CheckSpec check) {
    this.commands = commands;
    this.check = check;
  }

  CheckResult run(Path directory, CommandOutput output) throws InterruptedException {
    CommandOutput named = line -> output.line("[" + check.name() + "] " + line);
    ReportFiles reports = ReportFiles.before(directory, check.reports());
    CommandResult command;
    try {
      command = commands.run(check.command(), directory, check.timeout(), named);
    } catch (BacklineException e) {
      return result(CheckOutcome.FAILED, List.of(e.failure().why()), Duration.ZERO, none(), none());
    }
    List<String> problems = new ArrayList<>();
    if (!command.succeeded()) {
      problems.add(CheckoutCommand.whyItFailed(command, check.timeout()));
    }
    Optional<TestCounts> tests = tests(reports, command, problems);
    Optional<Coverage> coverage = coverage(reports, command, problems);
    CheckOutcome outcome =
        command.timedOut()
            ? CheckOutcome.TIMED_OUT
            : problems.isEmpty() ? CheckOutcome.PASSED : CheckOutcome.FAILED;
    return result(outcome, problems, command.took(), tests, coverage);
  }

  private Optional<TestCounts> tests(
      ReportFiles reports, CommandResult command, List<String> problems) {
    if (check.reports().junit().isEmpty()) {
      return none();
    }
    Glob glob = check.reports().junit().get();
    try {
      List<Path> files = reports.written(glob);
      if (files.isEmpty()) {
        if (command.succeeded()) {
          problems.add(
              "its command succeeded, but wrote no test report that matches " + glob.pattern());
        }
        return none();
      }
      TestCounts counts = JunitReports.read(files);
      problemWith(counts, command).ifPresent(problem -> problems.addFirst(problem));
      return Optional.of(counts);
    } catch (UnreadableReport e) {
      problems.add("its test report can't be used: " + e.getMessage());
    } catch (IOException e) {
      problems.add("its test reports can't be listed: " + e.getMessage());
    }
    return none();
  }

  private static Optional<String> problemWith(TestCounts counts, CommandResult command) {
    if (counts.failed() > 0) {
      return Optional.of(
          counts.failed()
              + " of "
              + counts.tests()
              + " tests failed"
              + counts.firstFailed().stream()
                  .findFirst()
                  .map(first -> ", first " + first.name() + ": " + first.message())
                  .orElse(""));
    }
    if (command.succeeded() && counts.ran() == 0) {
      return Optional.of(
          "its command succeeded, but no test ran"
              + (counts.skipped() > 0 ? ": all " + counts.skipped() + " were skipped" : ""));
    }
    return Optional.empty();
  }

  private Optional<Coverage> coverage(
      ReportFiles reports, CommandResult command, List<String> problems) {
    if (check.reports().jacoco().isEmpty()) {
      return none();
    }
    RelativePath path = check.reports().jacoco().get();
    Optional<Path> file = reports.written(path);
    if (file.isEmpty()) {
      if (command.succeeded()) {
        problems.add("its command succeeded, but wrote no coverage report at " + path);
      }
      return none();
    }
    try {
      return Optional.of(JacocoReport.read(file.get()));
    } catch (UnreadableReport e) {
      problems.add("its coverage report can't be used: " + e.getMessage());
      return none();
    }
  }

  private CheckResult result(
      CheckOutcome outcome,
      List<String> problems,
      Duration took,
      Optional<TestCounts> tests,
      Optional<Coverage> coverage) {
    return new CheckResult(
        check.name(), outcome, String.join("; ", problems), took, tests, coverage);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
