package dev.backline.cli.demo;

import dev.backline.Backline;
import dev.backline.cli.run.EntryWords;
import dev.backline.cli.run.RunTail;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import java.time.Duration;

/** Follows a run, a line a step. */
final class StepLines {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Backline backline;
  private final Terminal terminal;

  StepLines(Backline backline, Terminal terminal) {
    this.backline = backline;
    this.terminal = terminal;
  }

  /** Shows the run to its end, at most for that long. */
  RunRecord follow(RunId id, Duration longest) throws InterruptedException {
    RunTail tail = new RunTail(backline, id);
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      RunTail.News news = tail.next();
      news.entries().forEach(this::show);
      if (news.run().status().ended() || System.nanoTime() > deadline) {
        return news.run();
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private void show(RecordedEntry recorded) {
    boolean worthALine =
        switch (recorded.entry()) {
          case JournalEntry.StepIntended e -> false;
          case JournalEntry.StepSkipped e -> false;
          case JournalEntry.UndoIntended e -> false;
          case JournalEntry.UndoNotNeeded e -> false;
          case JournalEntry.RunStarted e -> false;
          case JournalEntry.OfStep e -> true;
          case JournalEntry.RunAdopted e -> true;
          case JournalEntry.UnwindStarted e -> true;
          case JournalEntry.End e -> true;
        };
    if (worthALine) {
      EntryWords words = EntryWords.of(recorded.entry());
      terminal.note(
          "     "
              + terminal.styled(words.style(), terminal.symbol(words.mark(), words.asciiMark()))
              + " "
              + words.text().lines().findFirst().orElse(""));
    }
  }
}
