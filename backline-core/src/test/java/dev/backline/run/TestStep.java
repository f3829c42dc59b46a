package dev.backline.run;

import dev.backline.journal.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A step made of what a test gives it. It keeps a list of what was done to it. */
final class TestStep implements Step {

  private final StepName name;
  private final List<String> done;
  private Work work = context -> StepResult.done();
  private Callable<Probe> look = Probe::notDone;
  private Undo undo;

  TestStep(String name, List<String> done) {
    this.name = new StepName(name);
    this.done = done;
    this.undo = new Undo.By(context -> {});
  }

  TestStep(String name) {
    this(name, new ArrayList<>());
  }

  TestStep running(Callable<StepResult> does) {
    work = context -> does.call();
    return this;
  }

  /** What it does with its context; it then is done. */
  TestStep using(Use does) {
    work =
        context -> {
          does.with(context);
          return StepResult.done();
        };
    return this;
  }

  TestStep probed(Callable<Probe> finds) {
    look = finds;
    return this;
  }

  TestStep undone(Undo.Action by) {
    undo = new Undo.By(by);
    return this;
  }

  TestStep undone(Undo how) {
    undo = how;
    return this;
  }

  @Override
  public StepName name() {
    return name;
  }

  @Override
  public StepResult run(StepContext context) throws Exception {
    done.add("run " + name);
    return work.in(context);
  }

  @Override
  public Probe probe(StepContext context) throws Exception {
    done.add("probe " + name);
    return look.call();
  }

  @Override
  public Undo undo() {
    return switch (undo) {
      case Undo.By by ->
          new Undo.By(context -> {
            done.add("undo " + name);
            by.action().undo(context);
          });
      case Undo.NotNeeded notNeeded -> notNeeded;
      case Undo.Manual manual -> manual;
    };
  }

  /** Uses a step's context. */
  @FunctionalInterface
  interface Use {
    void with(StepContext context) throws Exception;
  }

  @FunctionalInterface
  private interface Work {
    StepResult in(StepContext context) throws Exception;
  }
}
