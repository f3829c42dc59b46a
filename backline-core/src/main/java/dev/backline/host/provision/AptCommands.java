package dev.backline.host.provision;

import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.List;

/**
 * Installs packages of the distribution, without recommendations and without ever asking anything
 * (debconf(7), apt-get(8)). A configuration file that a person changed stays as it is.
 */
final class AptCommands {

  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration INSTALL = Duration.ofMinutes(15);

  /** Lists that are younger are not fetched again. */
  private static final String REFRESH_SCRIPT =
      "young=$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mmin -60 | head -n 1);"
          + " [ -z \"$young\" ] || exit 0;"
          + " exec apt-get -q -o DPkg::Lock::Timeout=240 update";

  private static final String INSTALL_COMMAND =
      "exec apt-get -q -y -o DPkg::Lock::Timeout=240 -o Dpkg::Options::=--force-confdef"
          + " -o Dpkg::Options::=--force-confold --no-install-recommends install";

  private static final String FIRST_KNOWN =
      "for package; do if apt-cache show \"$package\" >/dev/null 2>&1; then "
          + INSTALL_COMMAND
          + " \"$package\"; fi; done; ";

  private AptCommands() {}

  /** Refreshes the lists, then installs all of these. */
  static List<Change> install(String... packages) {
    return List.of(
        refresh(),
        new Change.Run(
            "install " + String.join(", ", packages), run(INSTALL_COMMAND + " \"$@\"", packages)));
  }

  /** Refreshes the lists, then installs the first of these that the distribution has. */
  static List<Change> installFirstOf(String... packages) {
    String fail = "echo \"no package of this name: $*\" >&2; exit 1";
    return List.of(
        refresh(),
        new Change.Run(
            "install " + String.join(" or ", packages), run(FIRST_KNOWN + fail, packages)));
  }

  /** Installs it where the distribution has it. */
  static Change installIfKnown(String name) {
    return new Change.Run(
        "install " + name + " if it is a package of its own", run(FIRST_KNOWN + "exit 0", name));
  }

  private static Change refresh() {
    return new Change.Run("refresh the lists of packages", run(REFRESH_SCRIPT).within(REFRESH));
  }

  private static HostCommand run(String script, String... packages) {
    return Scripts.script(script, INSTALL, packages)
        .with("DEBIAN_FRONTEND", Secret.of("noninteractive"))
        // Else it may ask which programs to restart, and wait (needrestart(1)).
        .with("NEEDRESTART_MODE", Secret.of("l"));
  }
}
