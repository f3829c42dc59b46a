package dev.backline.host;

/**
 * Receives a command's output line by line as it comes, from standard output and standard error
 * alike.
 */
@FunctionalInterface
public interface CommandOutput {

  void line(String text);

  /** Throws the lines away; they are still in the {@link CommandResult}. */
  static CommandOutput ignored() {
    return text -> {};
  }
}
