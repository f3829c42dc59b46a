package dev.backline.host.examine;

import dev.backline.host.HostCommand;
import java.util.ArrayList;
import java.util.List;

/** What a host is asked, in the order of the findings. */
final class Questions {

  private Questions() {}

  static List<Question> about(ExpectedHost host) {
    List<Question> all = new ArrayList<>();
    if (host.needsSudo()) {
      all.add(sudo(host));
    }
    all.addAll(EngineQuestions.about(host));
    all.addAll(SpaceQuestions.about(host));
    all.add(PortsQuestion.about(host));
    all.addAll(DirectoryQuestions.about(host));
    if (!host.services().isEmpty()) {
      all.add(ServicesQuestion.about(host));
    }
    if (host.nginx()) {
      all.add(nginx(host));
    }
    return List.copyOf(all);
  }

  private static Question sudo(ExpectedHost host) {
    return new Question(
        "sudo",
        HostCommand.of("sudo", "-n", "true"),
        result ->
            result.succeeded()
                ? HostFinding.fine("sudo", "without a password")
                : HostFinding.unfit(
                    "sudo",
                    result.lastWords(),
                    "let "
                        + host.user()
                        + " use sudo there without a password, or log in as root"));
  }

  /** What it says when it is content goes to standard error too. */
  private static Question nginx(ExpectedHost host) {
    return new Question(
        "nginx",
        HostCommand.of("nginx", "-t").asRoot(),
        result ->
            result.succeeded()
                ? HostFinding.fine("nginx", "its configuration is right")
                : HostFinding.unfit(
                    "nginx",
                    result.lastWords(),
                    "correct what 'nginx -t' says on the host, or if there is no nginx: "
                        + host.provision()));
  }
}
