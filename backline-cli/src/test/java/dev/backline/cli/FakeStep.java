package dev.backline.cli;

import dev.backline.failure.Failure;
import dev.backline.journal.StepName;
import dev.backline.run.Probe;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import java.util.Optional;
import java.util.function.Consumer;

/** A step that changes nothing outside. */
record FakeStep(StepName name, Undo undo, Optional<Failure> failure, Consumer<StepContext> work)
    implements Step {

  private static final Undo PUT_BACK = new Undo.By(context -> {});

  static FakeStep saying(String name, String line) {
    return new FakeStep(
        new StepName(name), PUT_BACK, Optional.empty(), context -> context.say(line));
  }

  static FakeStep failing(String name, Failure failure) {
    return new FakeStep(new StepName(name), PUT_BACK, Optional.of(failure), context -> {});
  }

  static FakeStep failingForGood(String name, Failure failure) {
    return new FakeStep(
        new StepName(name),
        new Undo.Manual("set the DNS entry back by hand"),
        Optional.of(failure),
        context -> {});
  }

  @Override
  public StepResult run(StepContext context) {
    work.accept(context);
    if (failure.isPresent()) {
      throw failure.get().toException();
    }
    return StepResult.done();
  }

  @Override
  public Probe probe(StepContext context) {
    return Probe.notDone();
  }
}
