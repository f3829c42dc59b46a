package dev.backline.host.provision;

import java.time.Duration;

/** Starts what the distribution's packages bring, by systemd or by the scripts in init.d. */
final class ServiceCommands {

  private static final Duration START = Duration.ofMinutes(2);

  private static final String ENABLE =
      "if [ -d /run/systemd/system ]; then exec systemctl enable --now -- \"$1\"; fi;"
          + " update-rc.d \"$1\" defaults && exec service \"$1\" start";

  /** For the end of a check: without systemd every installed script starts with the host. */
  static final String UNLESS_AT_BOOT =
      "[ ! -d /run/systemd/system ] || systemctl is-enabled --quiet -- \"$1\""
          + " || { echo 'runs, but does not start with the host'; exit 1; }; ";

  private ServiceCommands() {}

  /** Now, and whenever the host starts. */
  static Change start(String service) {
    return new Change.Run(
        "start " + service + ", now and with the host", Scripts.script(ENABLE, START, service));
  }
}
