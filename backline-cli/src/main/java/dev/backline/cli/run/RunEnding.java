package dev.backline.cli.run;

import dev.backline.cli.session.FailureText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.run.RunRecord;

/** What a run's end means for the command that waited for it. */
public final class RunEnding {

  private RunEnding() {}

  /** The exit status of a command that waited for the run. */
  public static int exitStatus(RunRecord run) {
    return switch (run.status()) {
      case SUCCEEDED -> ExitCode.DONE.status();
      case UNDONE ->
          run.failure().map(Failure::exitCode).orElse(ExitCode.FAILED_AND_UNDONE).status();
      case CANCELLED, SUPERSEDED -> ExitCode.CANCELLED.status();
      case NEEDS_PERSON -> ExitCode.NEEDS_PERSON.status();
      case QUEUED, RUNNING, UNWINDING ->
          throw new IllegalArgumentException("run " + run.id() + " has not ended");
    };
  }

  /** The last line, and the failure if there is one. */
  static void print(RunRecord run, Session session) {
    Terminal terminal = session.terminal();
    String took = RunWords.took(run, session.now());
    terminal.line(
        "run #"
            + run.id()
            + " "
            + terminal.styled(RunWords.style(run.status()), run.status().words())
            + (took.isEmpty() ? "" : " after " + took)
            + run.supersededBy().map(by -> " by run #" + by).orElse(""));
    run.failure().ifPresent(failure -> FailureText.print(failure, terminal));
  }
}
