package dev.backline.cli.run;

import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Style;
import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepFailed;
import dev.backline.journal.JournalEntry.StepFoundNotDone;
import dev.backline.journal.JournalEntry.StepFoundPartlyDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.StepPutBack;
import dev.backline.journal.JournalEntry.StepSkipped;
import dev.backline.journal.JournalEntry.UndoDone;
import dev.backline.journal.JournalEntry.UndoFailed;
import dev.backline.journal.JournalEntry.UndoIntended;
import dev.backline.journal.JournalEntry.UndoLeftToPerson;
import dev.backline.journal.JournalEntry.UndoNotNeeded;
import dev.backline.journal.JournalEntry.UnwindStarted;

/**
 * A journal entry in one line.
 *
 * @param text such as {@code switch-edge done in 0.8 s}
 * @param mark {@code ✓} and the like, and its ASCII stand-in
 */
public record EntryWords(String mark, String asciiMark, Style style, String text) {

  public static EntryWords of(JournalEntry entry) {
    return switch (entry) {
      case RunStarted e -> begun("started by " + e.owner() + ": " + e.steps().size() + " steps");
      case RunAdopted e ->
          warned("adopted by " + e.owner() + ": the process at work on it was gone");
      case StepIntended e -> begun(e.step() + " begun");
      case StepDone e ->
          done(e.step() + (e.found() ? " found done" : " done in " + HumanDuration.of(e.took())));
      case StepSkipped e ->
          new EntryWords("-", "-", Style.DIM, e.step() + " skipped: " + e.reason());
      case StepFailed e ->
          failed(
              e.step() + " failed after " + HumanDuration.of(e.took()) + ": " + why(e.failure()));
      case StepFoundNotDone e -> warned(e.step() + " had not happened: it is done again");
      case StepFoundPartlyDone e ->
          warned(e.step() + " had happened in part (" + e.what() + "): it is put back");
      case StepPutBack e -> warned(e.step() + " put back");
      case UnwindStarted e ->
          e.cancelled()
              ? warned("cancelled: undoing what was done")
              : warned("undoing what was done");
      case UndoIntended e -> begun("undoing " + e.step());
      case UndoDone e -> warned(e.step() + " undone in " + HumanDuration.of(e.took()));
      case UndoNotNeeded e -> new EntryWords("-", "-", Style.DIM, e.step() + " stays: " + e.why());
      case UndoLeftToPerson e -> failed(e.step() + " needs a person: " + e.instructions());
      case UndoFailed e -> failed("undoing " + e.step() + " failed: " + why(e.failure()));
      case RunSucceeded e -> done("succeeded");
      case RunUndone e -> failed("failed, and everything put back");
      case RunCancelled e -> warned("cancelled, and everything put back");
      case RunNeedsPerson e -> failed("failed, and needs a person");
    };
  }

  private static String why(Failure failure) {
    return failure.why().lines().findFirst().orElse("");
  }

  private static EntryWords begun(String text) {
    return new EntryWords("·", ".", Style.DIM, text);
  }

  private static EntryWords done(String text) {
    return new EntryWords("✓", "+", Style.GOOD, text);
  }

  private static EntryWords warned(String text) {
    return new EntryWords("↩", "<", Style.WARNING, text);
  }

  private static EntryWords failed(String text) {
    return new EntryWords("✗", "x", Style.BAD, text);
  }
}
