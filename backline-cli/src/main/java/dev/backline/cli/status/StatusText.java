package dev.backline.cli.status;

import dev.backline.cli.run.Attendance;
import dev.backline.cli.run.RunWords;
import dev.backline.cli.session.Session;
import dev.backline.cli.status.EnvironmentStatus.RunAtWork;
import dev.backline.cli.terminal.HumanTime;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.Failure;
import dev.backline.release.Candidate;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.time.Instant;
import java.util.List;

/** The environments for people: a heading each, and what is to be said about it. */
public final class StatusText {

  private final Session session;
  private final Terminal terminal;

  private StatusText(Session session) {
    this.session = session;
    this.terminal = session.terminal();
  }

  public static void print(List<EnvironmentStatus> environments, Session session) {
    StatusText text = new StatusText(session);
    environments.forEach(text::print);
  }

  private void print(EnvironmentStatus environment) {
    terminal.line(terminal.styled(Style.BOLD, environment.scope().toString()));
    environment.url().ifPresent(url -> item("url", url));
    environment.live().ifPresent(this::printLive);
    environment.underWay().ifPresent(this::printUnderWay);
    environment.waiting().forEach(this::printWaiting);
    environment.last().ifPresent(this::printLast);
  }

  private void printLive(LiveRelease live) {
    Candidate candidate = live.release().candidate();
    String health = terminal.styled(live.healthy() ? Style.GOOD : Style.BAD, live.health());
    item(
        "serves",
        live.release().label()
            + ", commit "
            + candidate.commit().abbreviated()
            + ", artifact "
            + ReleaseText.shortDigest(candidate.ref().digest())
            + ", since "
            + time(live.release().deployedAt())
            + live.release().slot().map(slot -> ", " + slot).orElse("")
            + ", "
            + health);
  }

  private void printUnderWay(RunAtWork atWork) {
    RunRecord run = atWork.run();
    item(
        run.status().words(),
        name(run)
            + ": "
            + Progress.of(atWork.state())
            + ", for "
            + RunWords.took(run, session.now()));
    switch (atWork.attendance()) {
      case Attendance.AtWork(var holder) -> item("", "by " + holder.owner().describe());
      case Attendance.Orphaned() ->
          item(
              terminal.styled(Style.WARNING, "orphaned"),
              "its process is gone; the controller adopts it, or run: backline run "
                  + run.id()
                  + " --follow");
      case Attendance.NotNeeded() -> {}
    }
  }

  private void printWaiting(RunRecord run) {
    item("waiting", name(run) + ", asked for at " + time(run.requestedAt()));
  }

  private void printLast(RunRecord run) {
    item(
        "last run",
        name(run)
            + " "
            + terminal.styled(RunWords.style(run.status()), run.status().words())
            + run.endedAt().map(end -> " at " + time(end)).orElse(""));
    if (run.status() == RunStatus.NEEDS_PERSON) {
      item("", run.failure().map(Failure::why).orElse("") + "; see: backline run " + run.id());
    }
  }

  private String time(Instant instant) {
    return HumanTime.of(instant, session.now(), session.zone());
  }

  private static String name(RunRecord run) {
    return "#" + run.id() + " " + RunWords.what(run);
  }

  private void item(String label, String text) {
    int missing = Math.max(0, 10 - label.replaceAll("\u001b\\[[0-9]*m", "").length());
    terminal.line("  " + label + " ".repeat(missing) + text);
  }
}
