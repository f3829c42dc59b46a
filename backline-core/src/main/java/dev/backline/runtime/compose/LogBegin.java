package dev.backline.runtime.compose;

/** Where to begin in a container's log. */
public sealed interface LogBegin {

  /** With the last lines that there are, 0 or more. */
  record LastLines(int count) implements LogBegin {}

  /**
   * With all lines after that time.
   *
   * @param time as in {@link LogLine}
   */
  record After(String time) implements LogBegin {}
}
