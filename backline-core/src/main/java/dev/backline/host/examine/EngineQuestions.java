package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Docker Engine, and Compose in its first version or its second. */
final class EngineQuestions {

  private static final String ENGINE = "Docker Engine";
  private static final String COMPOSE = "Compose";

  /** 19.03 knows all that is used; Ubuntu 20.04 has it. */
  private static final int OLDEST_ENGINE = 19;

  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\S*");

  private static final String WHICH_COMPOSE =
      "docker compose version --short 2>/dev/null || exec docker-compose version --short";

  private EngineQuestions() {}

  static List<Question> about(ExpectedHost host) {
    return List.of(
        new Question(
            ENGINE,
            HostCommand.of("docker", "version", "--format", "{{.Server.Version}}"),
            result -> engine(result, host)),
        new Question(
            COMPOSE, HostCommand.of("sh", "-c", WHICH_COMPOSE), result -> compose(result, host)));
  }

  static HostFinding engine(CommandResult result, ExpectedHost host) {
    if (!result.succeeded()) {
      boolean forbidden = result.lastWords().contains("permission denied");
      return HostFinding.unfit(
          ENGINE,
          forbidden ? host.user() + " may not use it" : "it can't be asked: " + result.lastWords(),
          (forbidden ? "put " + host.user() + " into the group docker: " : "start it, or: ")
              + host.provision());
    }
    Matcher version = VERSION.matcher(last(result));
    return version.matches() && Integer.parseInt(version.group(1)) < OLDEST_ENGINE
        ? HostFinding.unfit(ENGINE, "it is " + last(result), "install a later one, at least 19.03")
        : HostFinding.fine(ENGINE, last(result));
  }

  /** Before 1.27 it takes no file without a version, and ignores limits of memory. */
  static HostFinding compose(CommandResult result, ExpectedHost host) {
    Matcher version = VERSION.matcher(last(result));
    if (!result.succeeded() || !version.matches()) {
      return HostFinding.unfit(COMPOSE, "it is not installed", host.provision());
    }
    int major = Integer.parseInt(version.group(1));
    boolean old = major < 1 || (major == 1 && Integer.parseInt(version.group(2)) < 27);
    return old
        ? HostFinding.unfit(
            COMPOSE,
            "it is " + last(result),
            "install docker-compose-v2 or Docker's docker-compose-plugin, at least 1.27")
        : HostFinding.fine(COMPOSE, last(result));
  }

  private static String last(CommandResult result) {
    return result.stdout().isEmpty() ? "" : result.stdout().getLast().strip();
  }
}
