package dev.backline.run;

/** Counts the instants at which a process can die, and dies at the chosen one. */
final class CrashPoints {

  /** Death of the process: an error, so that nothing that handles failures handles it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
      super(where);
    }
  }

  private int dieAt;
  private int passed;

  CrashPoints(int dieAt) {
    this.dieAt = dieAt;
  }

  /** Once dead, it does nothing more: not even what handles the error. */
  void pass(String where) {
    if (passed++ >= dieAt) {
      throw new Crash(where);
    }
  }

  /** The next process dies at its n-th instant, or never if there are fewer. */
  void restartDyingAt(int n) {
    passed = 0;
    dieAt = n;
  }
}
