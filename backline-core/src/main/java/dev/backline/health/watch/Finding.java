package dev.backline.health.watch;

/** What was found of a new release in one respect, told as a sentence. */
sealed interface Finding {

  String told();

  /** Worse than allowed. */
  record Worse(String told) implements Finding {}

  record Fine(String told) implements Finding {}

  /** Too little is known to tell. */
  record Unknown(String told) implements Finding {}

  static Finding of(boolean worse, String told) {
    return worse ? new Worse(told) : new Fine(told);
  }
}
