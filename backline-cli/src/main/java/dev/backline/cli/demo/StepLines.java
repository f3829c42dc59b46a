package dev.backline.cli.demo;

import dev.backline.Backline;
import dev.backline.cli.run.EntryWords;
import dev.backline.cli.run.RunTail;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows a run, a line a step; a step that takes long says so while it does. */
final class StepLines {

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration REMIND_EVERY = Duration.ofSeconds(15);
  private static final String INDENT = "     ";
  private static final String CLEARED = "\r\u001b[2K";

  /** Steps whose last word is worth telling. */
  private static final Set<String> TELLING =
      Set.of(
          "check-commit",
          "build-artifact",
          "migrate-up",
          "migrate-down",
          "prove-backup",
          "choose-release");

  private final Backline backline;
  private final Terminal terminal;
  private final Map<StepName, String> lastWords = new HashMap<>();
  private Optional<StepName> atWork = Optional.empty();
  private Instant since = Instant.EPOCH;
  private Instant reminded = Instant.EPOCH;

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
      news.output().forEach(this::remember);
      news.entries().forEach(this::show);
      if (news.run().status().ended() || System.nanoTime() > deadline) {
        return news.run();
      }
      tick();
      Thread.sleep(LOOK_EVERY);
    }
  }

  private void remember(OutputLine line) {
    if (!line.text().isBlank()) {
      line.step().ifPresent(step -> lastWords.put(step, line.text()));
    }
  }

  private void show(RecordedEntry recorded) {
    switch (recorded.entry()) {
      case JournalEntry.StepIntended intended -> begin(intended.step(), recorded.at());
      case JournalEntry.UndoIntended intended -> begin(intended.step(), recorded.at());
      case JournalEntry.StepSkipped skipped -> end();
      case JournalEntry.UndoNotNeeded notNeeded -> {}
      case JournalEntry.RunStarted started -> {}
      case JournalEntry.OfStep ofStep -> {
        end();
        line(ofStep, Optional.of(ofStep.step()));
      }
      case JournalEntry.RunAdopted adopted -> line(adopted, Optional.empty());
      case JournalEntry.UnwindStarted unwind -> line(unwind, Optional.empty());
      case JournalEntry.End end -> line(end, Optional.empty());
    }
  }

  private void begin(StepName step, Instant at) {
    atWork = Optional.of(step);
    since = at;
    reminded = at;
  }

  private void end() {
    if (terminal.live() && atWork.isPresent()) {
      terminal.err().print(CLEARED);
    }
    atWork = Optional.empty();
  }

  private void tick() {
    if (atWork.isEmpty()) {
      return;
    }
    Instant now = Instant.now();
    String text =
        INDENT
            + terminal.symbol("·", ".")
            + " "
            + atWork.get()
            + ", "
            + HumanDuration.of(Duration.between(since, now));
    if (terminal.live()) {
      terminal.err().print(CLEARED + terminal.styled(Style.DIM, text));
      terminal.err().flush();
    } else if (Duration.between(reminded, now).compareTo(REMIND_EVERY) >= 0) {
      reminded = now;
      terminal.note(text + " so far");
    }
  }

  private void line(JournalEntry entry, Optional<StepName> step) {
    EntryWords words = EntryWords.of(entry);
    String told =
        step.filter(name -> TELLING.contains(name.value()))
            .map(lastWords::get)
            .map(last -> terminal.styled(Style.DIM, "  " + PrintableText.of(last)))
            .orElse("");
    terminal.note(
        INDENT
            + terminal.styled(words.style(), terminal.symbol(words.mark(), words.asciiMark()))
            + " "
            + words.text().lines().findFirst().orElse("")
            + told);
  }
}
