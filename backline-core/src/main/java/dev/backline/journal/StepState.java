package dev.backline.journal;

/** Where a step stands, as far as the journal tells. */
public enum StepState {
  UNTOUCHED,
  /** Intended, outcome unknown: when nobody is at work on it, there was a crash. */
  INTENDED,
  /** Found half done after a crash: to be put back, then tried again. */
  PARTLY_DONE,
  DONE,
  SKIPPED,
  FAILED,
  UNDO_INTENDED,
  UNDONE,
  UNDO_NOT_NEEDED,
  LEFT_TO_PERSON
}
