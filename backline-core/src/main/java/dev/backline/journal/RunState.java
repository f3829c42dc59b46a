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

  public RunState after(JournalEntry entry) {
    return withFruitless(fruitlessAfter(entry)).with(entry);
  }

  private RunState with(JournalEntry entry) {
    return switch (entry) {
      case RunStarted started -> withPlanned(started.steps());
      case RunAdopted adopted -> this;
      case UnwindStarted unwind -> withUnwinding(unwind);
      case StepDone done ->
          withFacts(facts.and(done.facts())).withStep(done.step(), StepState.DONE);
      case StepFailed failed ->
          withFailure(failed.failure()).withStep(failed.step(), StepState.FAILED);
      case UndoFailed failed ->
          withUndoFailure(failed).withStep(failed.step(), StepState.UNDO_INTENDED);
      case UndoLeftToPerson left ->
          withInstruction(left.instructions()).withStep(left.step(), StepState.LEFT_TO_PERSON);
      case OfStep ofStep -> withStep(ofStep.step(), stateAfter(ofStep));
      case End ended -> withEnd(ended);
    };
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

  private RunState withStep(StepName step, StepState state) {
    Map<StepName, StepState> changed = new LinkedHashMap<>(steps);
    changed.put(step, state);
    return new RunState(
        planned,
        changed,
        facts,
        failure,
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        fruitless,
        end);
  }

  private RunState withFruitless(int adoptions) {
    return new RunState(
        planned,
        steps,
        facts,
        failure,
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        adoptions,
        end);
  }

  private RunState withPlanned(List<StepName> names) {
    return new RunState(
        names,
        steps,
        facts,
        failure,
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        fruitless,
        end);
  }

  private RunState withFacts(Facts more) {
    return new RunState(
        planned,
        steps,
        more,
        failure,
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        fruitless,
        end);
  }

  private RunState withFailure(Failure why) {
    return new RunState(
        planned,
        steps,
        facts,
        Optional.of(why),
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        fruitless,
        end);
  }

  private RunState withUnwinding(UnwindStarted unwind) {
    return new RunState(
        planned,
        steps,
        facts,
        failure,
        Optional.of(unwind.cause()),
        unwind.cancelled(),
        undoFailures,
        instructions,
        fruitless,
        end);
  }

  private RunState withUndoFailure(UndoFailed failed) {
    Map<StepName, List<Failure>> more = new LinkedHashMap<>(undoFailures);
    List<Failure> ofStep = new ArrayList<>(more.getOrDefault(failed.step(), List.of()));
    ofStep.add(failed.failure());
    more.put(failed.step(), List.copyOf(ofStep));
    return new RunState(
        planned, steps, facts, failure, unwinding, cancelled, more, instructions, fruitless, end);
  }

  private RunState withInstruction(String instruction) {
    List<String> more = new ArrayList<>(instructions);
    more.add(instruction);
    return new RunState(
        planned, steps, facts, failure, unwinding, cancelled, undoFailures, more, fruitless, end);
  }

  private RunState withEnd(End ended) {
    return new RunState(
        planned,
        steps,
        facts,
        failure,
        unwinding,
        cancelled,
        undoFailures,
        instructions,
        fruitless,
        Optional.of(ended));
  }
}
