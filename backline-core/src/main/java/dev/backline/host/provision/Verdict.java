package dev.backline.host.provision;

import dev.backline.host.CommandResult;

/** What a requirement's check found on a host. */
public sealed interface Verdict {

  /** What is there, in a few words. */
  String found();

  /** The host has it. */
  record Met(String found) implements Verdict {}

  /** The host lacks it. */
  record Unmet(String found) implements Verdict {}

  /** The host lacks it and a person has to look, or the check itself failed. */
  record Unfit(String found) implements Verdict {}

  /**
   * By the check's exit status: 0 met, 1 unmet, all others unfit. The last line that it printed
   * tells what it found.
   */
  static Verdict of(CommandResult result) {
    String found =
        result.stdout().isEmpty() || result.timedOut()
            ? result.lastWords()
            : result.stdout().getLast();
    if (result.timedOut()) {
      return new Unfit(found);
    }
    return switch (result.status()) {
      case 0 -> new Met(found);
      case 1 -> new Unmet(found);
      default -> new Unfit(found);
    };
  }
}
