package dev.backline.host.provision;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Docker Engine and Compose: the distribution's, unless there is another already. */
final class EngineRequirements {

  private static final Duration COMING_UP = Duration.ofSeconds(90);

  private static final String INSTALLED =
      "command -v dockerd >/dev/null && v=$(docker --version) && echo \"$v\" && exit 0;"
          + " echo 'not installed'; exit 1";

  private static final String RUNS =
      "v=$(docker version --format '{{.Server.Version}}' 2>/dev/null)"
          + " || { echo 'does not run'; exit 1; }; "
          + ServiceCommands.UNLESS_AT_BOOT
          + "echo \"$v runs\"";

  private static final String AWAIT =
      "n=0; until docker version >/dev/null 2>&1; do n=$((n + 1));"
          + " [ \"$n\" -lt 60 ] || { docker version; exit 1; }; sleep 1; done";

  private static final String COMPOSE =
      "v=$(docker compose version --short 2>/dev/null) && echo \"docker compose $v\" && exit 0;"
          + " v=$(docker-compose version --short 2>/dev/null) && echo \"docker-compose $v\""
          + " && exit 0; echo 'not installed'; exit 1";

  private EngineRequirements() {}

  static List<Requirement> all() {
    return List.of(installed(), runs(), compose());
  }

  private static Requirement installed() {
    return new Requirement(
        "Docker Engine",
        Scripts.check(INSTALLED),
        Stream.concat(
                // The engine needs apparmor's program where the kernel has AppArmor, and
                // certificates to pull from a registry: recommended only.
                AptCommands.install("docker.io", "apparmor", "ca-certificates").stream(),
                // Part of docker.io until Debian 13.
                Stream.of(AptCommands.installIfKnown("docker-cli")))
            .toList(),
        "install docker.io on the host, or Docker's own packages, and try again");
  }

  private static Requirement runs() {
    return new Requirement(
        "Docker Engine's daemon",
        Scripts.check(RUNS, "docker"),
        List.of(
            ServiceCommands.start("docker"),
            new Change.Run("wait for it", Scripts.script(AWAIT, COMING_UP))),
        "see on the host why it does not start: journalctl -u docker, or /var/log/docker.log");
  }

  /** A distribution has the second version under the first name, or the second, or not at all. */
  private static Requirement compose() {
    return new Requirement(
        "Compose",
        Scripts.check(COMPOSE),
        AptCommands.installFirstOf("docker-compose-v2", "docker-compose"),
        "install docker-compose on the host, or beside Docker's own engine docker-compose-plugin");
  }
}
