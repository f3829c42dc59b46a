package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.run.Attendance;
import dev.backline.cli.run.Existing;
import dev.backline.cli.run.Following;
import dev.backline.cli.run.Interruptions;
import dev.backline.cli.run.LocalWork;
import dev.backline.cli.session.Session;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.pipeline.Question;
import dev.backline.run.Approval;
import dev.backline.run.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code backline run}. */
@Command(
    name = "run",
    description = {
      "Show a run, step by step.",
      "A run whose process is gone is adopted: this process works on it to its end."
    })
final class RunCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "RUN", description = "the run's number", converter = RunNumber.class)
  private RunId id = new RunId(1);

  @Option(names = "--follow", description = "wait for its end; the exit status tells how it ended")
  private boolean follow;

  @Option(names = "--cancel", description = "cancel it: what it has changed is put back")
  private boolean cancel;

  @Option(names = "--approve", description = "let it go on, which waits for approval")
  private boolean approve;

  @Option(
      names = "--because",
      paramLabel = "WHY",
      description = "why it is approved; kept with the run")
  private String because = "";

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Backline backline =
        session.openExisting().orElseThrow(() -> Existing.unknown(id, session.data().root()));
    RunRecord run = Existing.run(backline, id);
    if (!because.isBlank() && !approve) {
      throw Failure.usage(
              "showing run " + id, "--because says why something is approved", "add --approve")
          .toException();
    }
    if (cancel) {
      cancel(backline, run);
    }
    if (approve) {
      approve(backline, run);
    }
    Following following = new Following(session, backline);
    boolean adopt = Attendance.of(run, backline.leases()) instanceof Attendance.Orphaned;
    if (!adopt && !follow) {
      following.show(id);
      return 0;
    }
    Interruptions interruptions = new Interruptions(backline.runs(), session.requester());
    if (!adopt) {
      return following.toTheEnd(id, interruptions);
    }
    interruptions.catchCtrlC();
    try (LocalWork work = LocalWork.start(session, backline, run)) {
      return following.toTheEnd(id, interruptions);
    }
  }

  private void cancel(Backline backline, RunRecord run) {
    if (!backline.runs().requestCancel(run.id(), session.requester())) {
      throw Failure.refused(
              "cancelling run " + run.id(),
              "it has ended already: " + run.status().words(),
              "see: backline run " + run.id())
          .toException();
    }
  }

  private void approve(Backline backline, RunRecord run) {
    RunState state = RunState.replay(backline.journal().entries(run.id()));
    Approval approval = new Approval(session.requester(), because.strip());
    if (!backline.runs().approve(run.id(), Question.of(state), approval)) {
      throw Failure.refused(
              "approving run " + run.id(),
              "it has ended, is being undone, or was approved before",
              "see: backline run " + run.id())
          .toException();
    }
  }

  /** Reads a run's number as users write it. */
  static final class RunNumber implements ITypeConverter<RunId> {

    @Override
    public RunId convert(String value) {
      try {
        return RunId.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
