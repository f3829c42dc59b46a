package dev.backline.cli.run;

import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.UndoIntended;
import dev.backline.journal.RecordedEntry;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done as lines that stay; below them the step at work, its time and its last line of
 * output, redrawn. Lines are cut by the terminal itself (DECAWM off), so its width doesn't matter.
 */
public final class LiveRunView implements RunView {

  private static final String ESC = "\u001b[";
  private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String ASCII_SPINNER = "|/-\\";

  private record AtWork(String what, Instant since) {}

  private final Session session;
  private final Terminal terminal;
  private Optional<AtWork> atWork = Optional.empty();
  private String lastLine = "";
  private int drawn;
  private int turn;

  public LiveRunView(Session session) {
    this.session = session;
    this.terminal = session.terminal();
  }

  @Override
  public void entry(RecordedEntry entry) {
    switch (entry.entry()) {
      case StepIntended e -> begin(e.step().toString(), entry.at());
      case UndoIntended e -> begin("undoing " + e.step(), entry.at());
      case JournalEntry other -> {
        atWork = Optional.empty();
        lastLine = "";
        EntryWords words = EntryWords.of(other);
        String mark = terminal.symbol(words.mark(), words.asciiMark());
        keep(terminal.styled(words.style(), mark) + " " + PrintableText.of(words.text()));
      }
    }
  }

  @Override
  public void output(OutputLine line) {
    lastLine = PrintableText.of(line.text());
  }

  @Override
  public void tick(RunRecord run) {
    StringBuilder frame = new StringBuilder(erased());
    String spinner = terminal.symbol(SPINNER, ASCII_SPINNER);
    char spin = spinner.charAt(turn++ % spinner.length());
    if (atWork.isPresent()) {
      Duration elapsed = Duration.between(atWork.get().since(), session.now());
      draw(frame, spin + " " + atWork.get().what() + " " + HumanDuration.of(elapsed));
      draw(frame, terminal.styled(Style.DIM, "  " + lastLine));
    } else {
      draw(frame, spin + " run #" + run.id() + " " + run.status().words());
    }
    print(frame);
  }

  @Override
  public void note(String text) {
    keep(terminal.styled(Style.WARNING, text));
  }

  @Override
  public void end(RunRecord run) {
    print(new StringBuilder(erased()));
    RunEnding.print(run, session);
  }

  private void begin(String what, Instant since) {
    atWork = Optional.of(new AtWork(what, since));
    lastLine = "";
  }

  /** Writes a line above the redrawn ones. */
  private void keep(String line) {
    print(new StringBuilder(erased()).append(line).append('\n'));
  }

  private void draw(StringBuilder frame, String line) {
    frame.append(ESC).append("?7l").append(line).append(ESC).append("?7h\n");
    drawn++;
  }

  private String erased() {
    String erase = drawn == 0 ? "" : ESC + drawn + "F" + ESC + "J";
    drawn = 0;
    return erase;
  }

  private void print(StringBuilder text) {
    terminal.out().print(text);
    terminal.out().flush();
  }
}
