package dev.backline.run;

import dev.backline.journal.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A step made of what a test gives it. It keeps a list of what was done to it. */
final class TestStep implements Step {

  private final StepName name;
  private final List<String> done;
  private Callable<StepResult> work = StepResult::done;
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
    work = does;
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
    return work.call();
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
}
