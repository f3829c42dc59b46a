package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import dev.backline.host.HostCommand;
import java.time.Duration;

/** Why a command could not be started on a host, or its end is not known. */
final class RunFailures {

  private RunFailures() {}

  /** The script came up and found that it can't start the program. */
  static Failure notStarted(HostCommand command, SshTarget target, String why) {
    String tried = tried(command, target);
    return switch (why) {
      case "directory" ->
          Failure.unavailable(
              tried,
              "the directory to run it in does not exist: "
                  + command.directory().map(Object::toString).orElse(""),
              "make the directory, or correct its name");
      case "tools" ->
          Failure.unavailable(
              tried,
              "the host has no /usr/bin/setsid or no /usr/bin/timeout",
              "install util-linux and coreutils there");
      default ->
          Failure.unavailable(
              tried,
              "there is no program " + command.argv().getFirst() + " on the host",
              "install it there, or correct the command");
    };
  }

  /** Something else answered in the script's place. */
  static Failure notBegun(HostCommand command, SshTarget target, int status, String said) {
    return Failure.unavailable(
        tried(command, target),
        "it was not begun (status " + status + "): " + said,
        command.privileged()
            ? "let " + target.user() + " use sudo there without a password, or log in as root"
            : "see that " + target.user() + " may run /bin/sh there");
  }

  /** The host took the command, and then nothing came any more. */
  static Failure silent(HostCommand command, SshTarget target, Duration after) {
    return Failure.unavailable(
        tried(command, target),
        "the host has been silent for " + after.toMillis() + " ms; whether it began is not known",
        "see that the host is up and not overloaded, then try again");
  }

  /**
   * @param gone whether the host has confirmed that nothing of it runs any more
   */
  static Failure lost(HostCommand command, SshTarget target, Duration after, boolean gone) {
    return Failure.unavailable(
        tried(command, target),
        "the connection was lost after "
            + after.toMillis()
            + " ms; how far it came is not known"
            + (gone ? ", it does not run any more" : ", and the host can't be asked"),
        gone
            ? "see what it has done, then try again: it is not run a second time by itself"
            : "see that the host is up; it ends the command itself when it sees the loss, at the"
                + " latest "
                + command.timeout().plus(CommandText.BEYOND_TIMEOUT).toSeconds()
                + " s after its start");
  }

  private static String tried(HostCommand command, SshTarget target) {
    return "running " + command.program() + " on " + target.name();
  }
}
