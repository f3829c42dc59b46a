package dev.backline.host.examine;

import dev.backline.config.AccessorySpec;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what is declared to run beside the releases does. */
final class ServicesQuestion {

  private static final String SUBJECT = "services";

  /** As {@code docker ps} begins the status of what runs. */
  private static final String RUNS = "Up";

  private ServicesQuestion() {}

  static Question about(ExpectedHost host) {
    return new Question(
        SUBJECT,
        HostCommand.of(
            "docker",
            "ps",
            "--all",
            "--filter",
            "label=com.docker.compose.project.working_dir=" + host.directory(),
            "--format",
            "{{.Label \"com.docker.compose.service\"}}|{{.Status}}"),
        result -> judge(result, host));
  }

  static HostFinding judge(CommandResult result, ExpectedHost host) {
    if (!result.succeeded()) {
      return HostFinding.unfit(
          SUBJECT, "they can't be asked for: " + result.lastWords(), host.provision());
    }
    Map<String, String> found = new TreeMap<>();
    for (String line : result.stdout()) {
      String[] parts = line.split("\\|", 2);
      if (parts.length == 2) {
        found.put(parts[0], parts[1]);
      }
    }
    if (found.isEmpty()) {
      return HostFinding.fine(SUBJECT, "nothing has been delivered yet");
    }
    List<String> down = new ArrayList<>();
    for (AccessorySpec service : host.services()) {
      String name = service.name().value();
      String status = found.getOrDefault(name, "no container");
      if (!status.startsWith(RUNS) && isWanted(service, found)) {
        down.add(name + ": " + status);
      }
    }
    return down.isEmpty()
        ? HostFinding.fine(SUBJECT, host.services().size() + " declared, none is down")
        : HostFinding.unfit(
            SUBJECT,
            String.join("; ", down),
            "see why on the host ('docker-compose logs' in "
                + host.directory()
                + "), deliver again");
  }

  /** Workers rest while no release serves. */
  private static boolean isWanted(AccessorySpec service, Map<String, String> found) {
    return service.image().isPresent()
        || found.entrySet().stream()
            .anyMatch(one -> one.getKey().startsWith("web-") && one.getValue().startsWith(RUNS));
  }
}
