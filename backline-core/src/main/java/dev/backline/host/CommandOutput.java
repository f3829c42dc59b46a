package dev.backline.host;

/**
 * Receives a command's output line by line as it comes, from standard output and standard error
 * alike, unless it tells them apart.
 */
@FunctionalInterface
public interface CommandOutput {

  void line(String text);

  /** A line of standard error. */
  default void errorLine(String text) {
    line(text);
  }

  /** Throws the lines away; they are still in the {@link CommandResult}. */
  static CommandOutput ignored() {
    return text -> {};
  }
}
