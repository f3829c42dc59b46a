package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.List;

/** Whose the project's directory is, and who may read the secrets in it. */
final class DirectoryQuestions {

  private static final String DIRECTORY = "directory";
  private static final String SECRETS = "secrets' file";

  /** Owner and mode, or nothing if there is none. */
  private static final String LOOK = "[ ! -e \"$1\" ] || exec stat -c '%U %a' -- \"$1\"";

  private DirectoryQuestions() {}

  static List<Question> about(ExpectedHost host) {
    String file = host.directory() + "/.env";
    return List.of(
        new Question(
            DIRECTORY,
            HostCommand.of("sh", "-c", LOOK, "sh", host.directory()),
            result -> directory(result, host)),
        new Question(
            SECRETS,
            HostCommand.of("sh", "-c", LOOK, "sh", file),
            result -> secrets(result, file)));
  }

  static HostFinding directory(CommandResult result, ExpectedHost host) {
    String remedy = host.provision();
    if (!result.succeeded() || result.stdout().isEmpty()) {
      String why = result.succeeded() ? host.directory() + " is not there" : result.lastWords();
      return HostFinding.unfit(DIRECTORY, why, remedy);
    }
    String[] is = result.stdout().getLast().split(" ", 2);
    if (!is[0].equals(host.user())) {
      return HostFinding.unfit(
          DIRECTORY, host.directory() + " is " + is[0] + "'s, not " + host.user() + "'s", remedy);
    }
    return is[1].endsWith("0")
        ? HostFinding.fine(DIRECTORY, host.directory() + ", mode " + is[1])
        : HostFinding.unfit(
            DIRECTORY, "others may look into " + host.directory() + ": mode " + is[1], remedy);
  }

  static HostFinding secrets(CommandResult result, String file) {
    if (!result.succeeded()) {
      return HostFinding.unfit(SECRETS, result.lastWords(), "look at " + file + " on the host");
    }
    if (result.stdout().isEmpty()) {
      return HostFinding.fine(SECRETS, "none yet");
    }
    String mode = result.stdout().getLast().split(" ", 2)[1];
    return mode.endsWith("00")
        ? HostFinding.fine(SECRETS, file + ", mode " + mode)
        : HostFinding.unfit(
            SECRETS, "others may read " + file + ": mode " + mode, "chmod 600 " + file);
  }
}
