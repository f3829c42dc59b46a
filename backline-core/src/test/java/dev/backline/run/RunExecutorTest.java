package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.journal.FakeJournal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.UndoIntended;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.journal.StepName;
import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RunExecutorTest {

  private static final RunId RUN = new RunId(1);
  private static final LeaseScope SCOPE = new LeaseScope("app", "prod");
  private static final Lease LEASE = new Lease(SCOPE, new Owner("m@b", 1, 1), new FencingToken(1));
  private static final RunRecord RECORD = SampleRun.of(RUN, SCOPE);

  private final FakeJournal journal = new FakeJournal();
  private final List<String> done = new ArrayList<>();
  private final Masker masker = Masker.none();

  @Test
  void anErrorThrownByAStepIsThatStepsFailure() {
    JournalEntry.End end =
        execute(
            step("build"),
            step("start")
                .running(() -> {
                  throw new NoClassDefFoundError("dev/backline/Gone");
                }));

    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunUndone.class))
        .satisfies(undone -> assertThat(undone.cause().why()).contains("dev/backline/Gone"));
    assertThat(done).containsExactly("run build", "run start", "undo start", "undo build");
  }

  @Test
  void anErrorThrownByAProbeOrAnUndoIsAFailureToo() {
    begun("build");
    intended("build");
    assertThat(
            execute(
                step("build")
                    .probed(() -> {
                      throw new StackOverflowError();
                    })))
        .isInstanceOf(RunUndone.class);

    assertThat(
            new RunExecutorTest()
                .execute(
                    step("build")
                        .running(RunExecutorTest::fail)
                        .undone(context -> {
                          throw new AssertionError("undo is broken");
                        })))
        .isInstanceOf(RunNeedsPerson.class);
  }

  @Test
  void succeedsWithoutTheOtherStepsOnceAStepHasSettledIt() {
    JournalEntry.End end =
        execute(
            step("hash").running(() -> StepResult.settled("nothing changed", Facts.NONE)),
            step("build"));

    assertThat(end).isInstanceOf(JournalEntry.RunSucceeded.class);
    assertThat(done).containsExactly("run hash");
    assertThat(state().facts().find(StepResult.SETTLED)).contains("nothing changed");
  }

  @Test
  void whatAStepThrowsIsMaskedInTheJournal() {
    masker.add(Secret.of("hunter22hunter22"));
    execute(
        step("build")
            .running(() -> {
              throw new IllegalStateException("password hunter22hunter22 refused");
            }));

    assertThat(journal.entries(RUN).toString())
        .contains("refused")
        .doesNotContain("hunter22hunter22");
  }

  @Test
  void whatAStepTellsOfItsFailureIsMaskedInTheJournal() {
    masker.add(Secret.of("hunter22hunter22"));
    execute(
        step("build")
            .running(() -> {
              throw Failure.undone(
                      "logging in with hunter22hunter22",
                      "hunter22hunter22 is refused",
                      "see whether hunter22hunter22 is right")
                  .toException();
            }));

    assertThat(journal.entries(RUN).toString())
        .contains("logging in with", "is refused", "is right")
        .doesNotContain("hunter22hunter22");
  }

  @Test
  void anUndoThatFailsIsTriedThreeTimesAndWhatLiesBeforeItIsStillPutBack() {
    JournalEntry.End end =
        execute(
            step("one"),
            step("two").undone(context -> fail()),
            step("three").running(RunExecutorTest::fail));

    assertThat(done)
        .containsExactly(
            "run one",
            "run two",
            "run three",
            "undo three",
            "undo two",
            "undo two",
            "undo two",
            "undo one");
    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunNeedsPerson.class))
        .satisfies(person -> assertThat(person.instructions()).hasSize(1))
        .satisfies(person -> assertThat(person.instructions().getFirst()).contains("undoing two"));
  }

  @Test
  void theEarliestProgramsStepsCountWhenAnotherOneGoesOnWithTheRun() {
    begun("build", "old-step", "switch");
    done("build");
    intended("old-step");

    JournalEntry.End end = execute(step("build"), step("new-step"), step("switch"));

    assertThat(done).as("nothing goes forward").containsExactly("undo build");
    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunNeedsPerson.class))
        .satisfies(
            person -> assertThat(person.cause().why()).contains("another version of Backline"))
        .satisfies(person -> assertThat(person.instructions()).hasSize(1))
        .satisfies(person -> assertThat(person.instructions().getFirst()).contains("old-step"));
  }

  @Test
  void aRunWithOtherStepsIsUndoneWhenAllThatItDidIsKnown() {
    begun("build", "switch");
    done("build");

    assertThat(execute(step("build"), step("between"), step("switch")))
        .isInstanceOf(RunUndone.class);
    assertThat(done).containsExactly("undo build");
  }

  @Test
  void otherStepsInAnotherOrderAreNotGoneOnWith() {
    begun("one", "two", "three");
    done("one");

    assertThat(execute(step("three"), step("two"), step("one"))).isInstanceOf(RunUndone.class);
    assertThat(done).containsExactly("undo one");
  }

  @Test
  void aRunThatWasUnwindingWhenTheProgramChangedLeavesWhatItDoesNotKnowToAPerson() {
    begun("build", "old-step", "switch");
    done("build");
    done("old-step");
    append(new UnwindStarted(Failure.undone("testing", "it failed", "nothing"), false));
    append(new UndoIntended(new StepName("old-step")));

    assertThat(execute(step("build"))).isInstanceOf(RunNeedsPerson.class);
    assertThat(done).containsExactly("undo build");
  }

  @Test
  void aRunOfWhichOnlyTheEndIsMissingHasSucceededWhicheverProgramFindsIt() {
    begun("old-step");
    done("old-step");

    assertThat(execute(step("new-step"))).isInstanceOf(RunSucceeded.class);
    assertThat(done).isEmpty();
  }

  @Test
  void aBegunRunWhoseStepsCanNotBeBuiltAnyMoreTellsWhyAndWhatIsLeft() {
    begun("build", "switch");
    done("build");
    Failure why = Failure.usage("reading backline.yml", "it is not there", "put it back");

    JournalEntry.End end = execute(new UnbuildableStep(why));

    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunNeedsPerson.class))
        .satisfies(person -> assertThat(person.cause()).isEqualTo(why))
        .satisfies(person -> assertThat(person.instructions()).hasSize(1));
  }

  @Test
  void aStepOverWhichProcessAfterProcessDiesIsGivenUp() {
    begun("one", "deadly");
    done("one");
    intended("deadly");
    died(3);
    assertThat(NextMove.after(state(), plan("one", "deadly"), Optional.empty()))
        .isEqualTo(new NextMove.ProbeEffect(new StepName("deadly")));
    died(1);

    JournalEntry.End end = execute(step("one"), step("deadly"));

    assertThat(done).as("not run again").containsExactly("undo deadly", "undo one");
    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunUndone.class))
        .satisfies(undone -> assertThat(undone.cause().why()).contains("ended 5 times in a row"));
  }

  @Test
  void anUndoOverWhichProcessAfterProcessDiesIsLeftToAPerson() {
    begun("one", "two");
    done("one");
    done("two");
    append(new UnwindStarted(Failure.undone("testing", "it failed", "nothing"), false));
    append(new UndoIntended(new StepName("two")));
    died(4);

    JournalEntry.End end = execute(step("one"), step("two"));

    assertThat(done).containsExactly("undo one");
    assertThat(end)
        .asInstanceOf(InstanceOfAssertFactories.type(RunNeedsPerson.class))
        .satisfies(person -> assertThat(person.instructions().getFirst()).contains("undo two"));
  }

  @Test
  void deathsOverStepsThatCameToAnOutcomeInTheEndDoNotCount() {
    begun("one", "two");
    intended("one");
    died(4);
    done("one");
    intended("two");
    died(3);

    assertThat(execute(step("one"), step("two"))).isInstanceOf(RunSucceeded.class);
  }

  @Test
  void stopsAtOnceWhenTheLeaseIsLostInTheMiddleOfAStep() {
    TestStep losing =
        step("one")
            .running(() -> {
              journal.overtakenBy(new FencingToken(2));
              return StepResult.done();
            });

    assertThatThrownBy(() -> execute(losing, step("two"))).isInstanceOf(LeaseLostException.class);

    assertThat(done).containsExactly("run one");
    assertThat(journal.entries(RUN)).hasSize(2);
  }

  @Test
  void doesNothingWithARunThatHasEnded() {
    begun("one");
    done("one");
    append(new RunSucceeded());

    assertThat(execute(step("one"))).isEqualTo(new RunSucceeded());
    assertThat(journal.entries(RUN)).hasSize(3);
  }

  @Test
  void aRunCancelledInTheMiddleOfAStepEndsCancelled() {
    Failure cancelled =
        new Failure("running", "it was cancelled by anna", "nothing", ExitCode.CANCELLED);
    RunExecutor executor =
        new RunExecutor(
            journal,
            new Cancellation() {
              @Override
              public Optional<Failure> wanted(RunId run) {
                return done.isEmpty() ? Optional.empty() : Optional.of(cancelled);
              }

              @Override
              public <T> T guard(RunId run, Callable<T> work) throws Exception {
                work.call();
                throw new InterruptedException();
              }
            },
            UndoPatience.USUAL);

    assertThat(executor.execute(RECORD, List.of(step("one"), step("two")), LEASE, output()))
        .isEqualTo(new JournalEntry.RunCancelled(cancelled));
    assertThat(done).containsExactly("run one", "undo one");
  }

  private TestStep step(String name) {
    return new TestStep(name, done);
  }

  private static StepResult fail() {
    throw Failure.undone("testing", "it fails", "nothing").toException();
  }

  private JournalEntry.End execute(Step... steps) {
    return new RunExecutor(journal, Cancellation.never(), UndoPatience.USUAL)
        .execute(RECORD, List.of(steps), LEASE, output());
  }

  private MaskedOutput output() {
    return new MaskedOutput(RUN, Optional.empty(), new SilentOutputLog(), masker);
  }

  private void begun(String... steps) {
    append(new RunStarted(names(steps), "an earlier process"));
  }

  private void intended(String step) {
    append(new StepIntended(new StepName(step)));
  }

  private void done(String step) {
    append(new StepDone(new StepName(step), Facts.NONE, Duration.ZERO, false));
  }

  private void died(int times) {
    for (int i = 0; i < times; i++) {
      append(new RunAdopted("a process that died"));
    }
  }

  private void append(JournalEntry entry) {
    journal.append(RUN, LEASE, entry);
  }

  private RunState state() {
    List<RecordedEntry> entries = journal.entries(RUN);
    return RunState.replay(entries);
  }

  private static RunPlan plan(String... steps) {
    return new RunPlan(
        names(steps).stream()
            .map(name -> new StepPlan(name, new Undo.NotNeeded("a test")))
            .toList(),
        Optional.empty());
  }

  private static List<StepName> names(String... steps) {
    return Stream.of(steps).map(StepName::new).toList();
  }
}
