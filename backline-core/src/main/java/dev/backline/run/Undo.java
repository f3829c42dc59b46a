package dev.backline.run;

/** How a step's effect is taken back. */
public sealed interface Undo {

  /**
   * The effect of an undo. Must be idempotent, and bear an effect that is half there or not there
   * at all.
   */
  @FunctionalInterface
  interface Action {
    void undo(StepContext context) throws Exception;
  }

  record By(Action action) implements Undo {}

  /** The effect may stay: {@code why} says so to the reader of the journal. */
  record NotNeeded(String why) implements Undo {}

  /** Only a person can take it back, as {@code instructions} tells. */
  record Manual(String instructions) implements Undo {}
}
