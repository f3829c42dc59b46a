package dev.backline.pipeline;

import dev.backline.journal.StepName;
import dev.backline.run.Probe;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.Undo;

/**
 * A step of a delivery. Unless it says otherwise, doing it again is harmless, so that after a crash
 * it is simply done again, and it changes nothing that matters outside its run.
 */
abstract class DeliveryStep implements Step {

  private final StepName name;
  final Delivery delivery;

  DeliveryStep(String name, Delivery delivery) {
    this.name = new StepName(name);
    this.delivery = delivery;
  }

  @Override
  public final StepName name() {
    return name;
  }

  @Override
  public Probe probe(StepContext context) throws Exception {
    return Probe.notDone();
  }

  @Override
  public Undo undo() {
    return new Undo.NotNeeded("it changes nothing that serves");
  }
}
