package dev.backline.journal;

import dev.backline.failure.Failure;
import dev.backline.journal.JournalEntry.End;
import dev.backline.journal.JournalEntry.OfStep;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunStarted;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's journal amounts to: a pure fold over its entries.
 *
 * @param planned the steps named when the run started; empty before
 * @param steps each touched step's state
 * @param facts what the steps recorded so far
 * @param failure the failure of the step that failed, if one did
 * @param unwinding why the run is being undone, if it is
 * @param cancelled whether it is being undone because somebody asked for it
 * @param undoFailures for each step, the failures to undo it so far
 * @param instructions what is left for a person to do
 * @param fruitless how often a process has taken the run over since a step last had an outcome
 * @param end the entry that ended it, if it has ended
 */
public record RunState(
    List<StepName> planned,
    Map<StepName, StepState> steps,
    Facts facts,
    Optional<Failure> failure,
    Optional<Failure> unwinding,
    boolean cancelled,
    Map<StepName, List<Failure>> undoFailures,
    List<String> instructions,
    int fruitless,
    Optional<End> end) {

  private static final RunState NEW =
      new RunState(
          List.of(),
          Map.of(),
          Facts.NONE,
          Optional.empty(),
          Optional.empty(),
          false,
          Map.of(),
          List.of(),
          0,
          Optional.empty());

  public RunState {
    planned = List.copyOf(planned);
    steps = Map.copyOf(steps);
    undoFailures = Map.copyOf(undoFailures);
    instructions = List.copyOf(instructions);
  }

  public static RunState replay(List<RecordedEntry> entries) {
    RunState state = NEW;
    for (RecordedEntry recorded : entries) {
      state = state.after(recorded.entry());
    }
    return state;
  }

  public StepState of(StepName step) {
    return steps.getOrDefault(step, StepState.UNTOUCHED);
  }

  public boolean started() {
    return !planned.isEmpty();
  }

  /** Each part by itself, so that one look tells what changes it. */
  public RunState after(JournalEntry entry) {
    return new RunState(
        entry instanceof RunStarted started ? started.steps() : planned,
        entry instanceof OfStep of ? with(steps, of.step(), stateAfter(of)) : steps,
        entry instanceof StepDone done ? facts.and(done.facts()) : facts,
        entry instanceof StepFailed failed ? Optional.of(failed.failure()) : failure,
        entry instanceof UnwindStarted unwind ? Optional.of(unwind.cause()) : unwinding,
        entry instanceof UnwindStarted unwind ? unwind.cancelled() : cancelled,
        entry instanceof UndoFailed failed ? withUndoFailure(failed) : undoFailures,
        entry instanceof UndoLeftToPerson left
            ? with(instructions, left.instructions())
            : instructions,
        fruitlessAfter(entry),
        entry instanceof End ended ? Optional.of(ended) : end);
  }

  private int fruitlessAfter(JournalEntry entry) {
    return switch (entry) {
      case RunAdopted adopted -> fruitless + 1;
      case RunStarted started -> fruitless;
      case StepIntended intended -> fruitless;
      case StepFoundNotDone notDone -> fruitless;
      case StepFoundPartlyDone partly -> fruitless;
      case StepPutBack putBack -> fruitless;
      case UndoIntended intended -> fruitless;
      case StepDone done -> 0;
      case StepSkipped skipped -> 0;
      case StepFailed failed -> 0;
      case UnwindStarted unwind -> 0;
      case UndoDone undone -> 0;
      case UndoNotNeeded notNeeded -> 0;
      case UndoLeftToPerson left -> 0;
      case UndoFailed failed -> 0;
      case End ended -> 0;
    };
  }

  private static StepState stateAfter(OfStep entry) {
    return switch (entry) {
      case StepIntended intended -> StepState.INTENDED;
      case StepDone done -> StepState.DONE;
      case StepSkipped skipped -> StepState.SKIPPED;
      case StepFailed failed -> StepState.FAILED;
      case StepFoundNotDone notDone -> StepState.UNTOUCHED;
      case StepFoundPartlyDone partly -> StepState.PARTLY_DONE;
      case StepPutBack putBack -> StepState.UNTOUCHED;
      case UndoIntended intended -> StepState.UNDO_INTENDED;
      case UndoDone undone -> StepState.UNDONE;
      case UndoNotNeeded notNeeded -> StepState.UNDO_NOT_NEEDED;
      case UndoLeftToPerson left -> StepState.LEFT_TO_PERSON;
      case UndoFailed failed -> StepState.UNDO_INTENDED;
    };
  }

  private Map<StepName, List<Failure>> withUndoFailure(UndoFailed failed) {
    List<Failure> before = undoFailures.getOrDefault(failed.step(), List.of());
    return with(undoFailures, failed.step(), with(before, failed.failure()));
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static <T> List<T> with(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }
}
