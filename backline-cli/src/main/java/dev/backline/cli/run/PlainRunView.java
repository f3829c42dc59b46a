package dev.backline.cli.run;

import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.HumanTime;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.RecordedEntry;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;
import java.time.Instant;

/** A line for each thing that happens: for logs and pipes. */
public final class PlainRunView implements RunView {

  private final Session session;
  private final Terminal terminal;

  public PlainRunView(Session session) {
    this.session = session;
    this.terminal = session.terminal();
  }

  @Override
  public void entry(RecordedEntry entry) {
    line(entry.at(), EntryWords.of(entry.entry()).text());
  }

  @Override
  public void output(OutputLine line) {
    line(line.at(), "  | " + line.text());
  }

  @Override
  public void tick(RunRecord run) {}

  @Override
  public void note(String text) {
    terminal.note(text);
  }

  @Override
  public void end(RunRecord run) {
    RunEnding.print(run, session);
  }

  private void line(Instant at, String text) {
    terminal.line(HumanTime.ofDay(at, session.zone()) + " " + PrintableText.of(text));
  }
}
