package dev.backline.host.provision;

import dev.backline.host.HostCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small fixed scripts, run as root, with their arguments apart. */
final class Scripts {

  private static final Duration LOOK = Duration.ofSeconds(30);

  private Scripts() {}

  /** A check: see {@link Verdict} for how it has to end. */
  static HostCommand check(String script, String... arguments) {
    return script(script, LOOK, arguments);
  }

  static HostCommand script(String script, Duration limit, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    argv.addAll(List.of(arguments));
    return HostCommand.of(argv).within(limit).asRoot();
  }
}
