package dev.backline.run;

import dev.backline.journal.Facts;

/** What a step finds of its own effect after a crash. */
public sealed interface Probe {

  /** The whole effect is there; these are the facts that {@link Step#run} would have returned. */
  record Done(Facts facts) implements Probe {}

  /** Nothing of it is there, or doing it again is harmless. */
  record NotDone() implements Probe {}

  /** Some of it is there: it is undone and then tried again. */
  record PartlyDone(String what) implements Probe {}

  static Probe done() {
    return new Done(Facts.NONE);
  }

  static Probe done(Facts facts) {
    return new Done(facts);
  }

  static Probe notDone() {
    return new NotDone();
  }

  static Probe partlyDone(String what) {
    return new PartlyDone(what);
  }
}
