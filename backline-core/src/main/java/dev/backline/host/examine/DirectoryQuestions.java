package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.List;
import java.util.stream.Collectors;

/** Whose the project's directory is, and who may read the secrets in it. */
final class DirectoryQuestions {

  private static final String DIRECTORY = "directory";
  private static final String SECRETS = "secrets' files";

  /** Owner and mode, or nothing if there is none. */
  private static final String LOOK = "[ ! -e \"$1\" ] || exec stat -c '%U %a' -- \"$1\"";

  /** Name and mode of each file of variables, one a line. */
  private static final String LOOK_AT_FILES =
      "[ ! -d \"$1\" ] || exec find \"$1\" -maxdepth 1 -name '*.env' -printf '%f %m\\n'";

  private DirectoryQuestions() {}

  static List<Question> about(ExpectedHost host) {
    return List.of(
        new Question(
            DIRECTORY,
            HostCommand.of("sh", "-c", LOOK, "sh", host.directory()),
            result -> directory(result, host)),
        new Question(
            SECRETS,
            HostCommand.of("sh", "-c", LOOK_AT_FILES, "sh", host.directory()),
            result -> secrets(result, host.directory())));
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
    // To pass through is what workers of nginx have to.
    return is[1].endsWith("0") || is[1].endsWith("1")
        ? HostFinding.fine(DIRECTORY, host.directory() + ", mode " + is[1])
        : HostFinding.unfit(
            DIRECTORY, "others may look into " + host.directory() + ": mode " + is[1], remedy);
  }

  static HostFinding secrets(CommandResult result, String directory) {
    if (!result.succeeded()) {
      return HostFinding.unfit(
          SECRETS, result.lastWords(), "look at " + directory + " on the host");
    }
    if (result.stdout().isEmpty()) {
      return HostFinding.fine(SECRETS, "none yet");
    }
    List<String> open = result.stdout().stream().filter(line -> !line.endsWith("00")).toList();
    return open.isEmpty()
        ? HostFinding.fine(SECRETS, result.stdout().size() + ", for their owner alone")
        : HostFinding.unfit(
            SECRETS,
            "others may read in "
                + directory
                + ": "
                + open.stream()
                    .map(line -> line.replace(" ", ", mode "))
                    .collect(Collectors.joining("; ")),
            "chmod 600 "
                + open.stream()
                    .map(line -> directory + "/" + line.split(" ", 2)[0])
                    .collect(Collectors.joining(" ")));
  }
}
