package dev.backline.run;

import dev.backline.failure.Failure;
import dev.backline.journal.Fact;
import dev.backline.journal.Facts;
import dev.backline.journal.StepName;
import dev.backline.run.World.Effect;

/** A step on a {@link World}, that may fail and may die half-way. */
record ModelStep(
    StepName name, Behaviour behaviour, boolean undoable, World world, CrashPoints crashes)
    implements Step {

  enum Behaviour {
    WORKS,
    FAILS_AT_ONCE,
    FAILS_HALF_WAY,
    HAS_NOTHING_TO_DO
  }

  @Override
  public StepResult run(StepContext context) {
    crashes.pass(name + " before its effect");
    switch (behaviour) {
      case HAS_NOTHING_TO_DO -> {
        return StepResult.skipped("nothing to do");
      }
      case FAILS_AT_ONCE -> throw failure();
      case FAILS_HALF_WAY -> {
        world.set(name.value(), Effect.HALF);
        throw failure();
      }
      case WORKS -> {
        if (world.of(name.value()) != Effect.ABSENT && undoable) {
          throw new AssertionError(name + " was run on top of its own effect");
        }
        world.set(name.value(), Effect.HALF);
        crashes.pass(name + " half-way");
        world.set(name.value(), Effect.THERE);
        crashes.pass(name + " after its effect");
      }
    }
    return StepResult.done(facts());
  }

  @Override
  public Probe probe(StepContext context) {
    crashes.pass(name + " probing");
    return switch (world.of(name.value())) {
      case ABSENT -> Probe.notDone();
      case HALF -> Probe.partlyDone("half");
      case THERE -> Probe.done(facts());
    };
  }

  @Override
  public Undo undo() {
    return undoable
        ? new Undo.By(context -> {
          crashes.pass(name + " before its undo");
          if (world.of(name.value()) == Effect.THERE) {
            world.set(name.value(), Effect.HALF);
            crashes.pass(name + " undone half-way");
          }
          world.set(name.value(), Effect.ABSENT);
          crashes.pass(name + " after its undo");
        })
        : new Undo.NotNeeded("it may stay");
  }

  Fact<String> fact() {
    return Fact.text("made-by-" + name);
  }

  private Facts facts() {
    return Facts.of(fact(), name.value());
  }

  private RuntimeException failure() {
    return Failure.undone("testing", name + " fails", "nothing").toException();
  }
}
