package dev.backline.host.examine;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the ports that will be needed are free or ours. */
final class PortsQuestion {

  private static final String SUBJECT = "ports";
  private static final String MARK = "containers";

  /**
   * What listens, and what containers publish from which project's directory. Without root the
   * programs are not named, but those of the engine are told apart all the same.
   */
  private static final String ASK =
      "ss -Hltnp || exit 1; echo "
          + MARK
          + "; docker ps --format '{{.Label \"com.docker.compose.project.working_dir\"}}|{{.Names}}"
          + "|{{.Ports}}' 2>/dev/null; exit 0";

  private static final Pattern PROGRAM = Pattern.compile("\\(\\(\"([^\"]*)\"");
  private static final Pattern PUBLISHED = Pattern.compile(":(\\d{1,5})(?:-(\\d{1,5}))?->");

  /** Who has a port. */
  private record Holder(String directory, String name) {}

  private PortsQuestion() {}

  static Question about(ExpectedHost host) {
    HostCommand ask = HostCommand.of("sh", "-c", ASK);
    return new Question(SUBJECT, host.nginx() ? ask.asRoot() : ask, result -> judge(result, host));
  }

  static HostFinding judge(CommandResult result, ExpectedHost host) {
    if (!result.succeeded()) {
      return HostFinding.unfit(
          SUBJECT, "what listens can't be told: " + result.lastWords(), "install iproute2 there");
    }
    int mark = result.stdout().indexOf(MARK);
    List<String> listening = result.stdout().subList(0, mark);
    Map<Integer, Holder> containers =
        published(result.stdout().subList(mark + 1, result.stdout().size()));
    List<String> taken = new ArrayList<>();
    for (Map.Entry<Integer, String> wanted : host.ports().entrySet()) {
      program(wanted.getKey(), listening)
          .flatMap(program -> stranger(wanted.getKey(), program, containers, host))
          .ifPresent(who -> taken.add(wanted.getKey() + " for " + wanted.getValue() + ": " + who));
    }
    return taken.isEmpty()
        ? HostFinding.fine(SUBJECT, "free or ours: " + host.ports().keySet())
        : HostFinding.unfit(
            SUBJECT,
            "somebody else listens on " + String.join("; ", taken),
            "stop that on the host (ss -ltnp), or choose another port in backline.yml");
  }

  /** The program that listens there, as far as it is told; empty if none does. */
  private static Optional<String> program(int port, List<String> listening) {
    for (String line : listening) {
      String[] columns = line.trim().split(" +");
      if (columns.length > 3 && columns[3].endsWith(":" + port)) {
        Matcher program = PROGRAM.matcher(line);
        return Optional.of(program.find() ? program.group(1) : "a program of another user");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> stranger(
      int port, String program, Map<Integer, Holder> containers, ExpectedHost host) {
    Holder container = containers.get(port);
    if (container != null) {
      return container.directory().equals(host.directory())
          ? Optional.empty()
          : Optional.of("the container " + container.name());
    }
    boolean edge = host.nginx() && host.isEdges(port);
    return edge && program.equals("nginx") ? Optional.empty() : Optional.of(program);
  }

  private static SortedMap<Integer, Holder> published(List<String> lines) {
    SortedMap<Integer, Holder> all = new TreeMap<>();
    for (String line : lines) {
      String[] parts = line.split("\\|", 3);
      if (parts.length == 3) {
        Matcher ports = PUBLISHED.matcher(parts[2]);
        while (ports.find()) {
          int first = Integer.parseInt(ports.group(1));
          int last = ports.group(2) == null ? first : Integer.parseInt(ports.group(2));
          for (int port = first; port <= last; port++) {
            all.put(port, new Holder(parts[0], parts[1]));
          }
        }
      }
    }
    return all;
  }
}
