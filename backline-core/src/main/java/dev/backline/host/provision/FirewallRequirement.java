package dev.backline.host.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A firewall that lets in who has to be. Where ufw is active, the ports are opened in it; where it
 * is asked for, ufw is switched on. A packet filter of somebody else's is left alone.
 */
final class FirewallRequirement {

  private static final Duration QUICK = Duration.ofSeconds(30);

  /** Long enough for a slow log-in, short enough to wait for. */
  static final Duration REVERTS_AFTER = Duration.ofSeconds(60);

  private static final String MARK = "/run/backline-firewall-unconfirmed";

  /** Arguments: whether it is wanted, then the ports. */
  private static final String CHECK =
      """
      wanted=$1; shift
      if ! ufw status 2>/dev/null | grep -q '^Status: active'; then
        if firewall-cmd --state >/dev/null 2>&1; then
          other='firewalld is active'
        elif nft list chains 2>/dev/null | grep -q 'hook input.*policy drop' \\
            || iptables -S INPUT 2>/dev/null | grep -q '^-P INPUT DROP'; then
          other='a packet filter other than ufw is active'
        else
          [ "$wanted" = yes ] || { echo 'none is active, and none was asked for'; exit 0; }
          echo 'none is active'; exit 1
        fi
        echo "$other; it has to let in ports $*"
        [ "$wanted" = yes ] && exit 2
        exit 0
      fi
      for port; do
        ufw status | grep -Eq "^$port(/tcp)? +(ALLOW|LIMIT)" || closed="$closed $port"
      done
      [ -z "$closed" ] && { echo "lets in ports $*"; exit 0; }
      echo "is active and does not let in:$closed"; exit 1
      """;

  /**
   * By systemd where it runs; else by a process that outlives the connection and its end. A later
   * timer takes the place of an earlier one, by its mark. Where ufw is on already there is nothing
   * to take back.
   */
  private static final String ARM =
      """
      ! ufw status | grep -q '^Status: active' || exit 0
      mark=$$-$(date +%s%N)
      echo "$mark" >"$2" || exit 1
      revert='sleep "$1"; [ "$(cat "$2" 2>/dev/null)" != "$3" ] || ufw --force disable'
      if [ -d /run/systemd/system ]; then
        exec systemd-run --quiet --collect -- sh -c "$revert" sh "$1" "$2" "$mark"
      fi
      env -u BACKLINE_COMMAND setsid sh -c "$revert" sh "$1" "$2" "$mark" \
        </dev/null >/dev/null 2>&1 &
      """;

  /** A rule that limits log-ins stays as it is. */
  private static final String LET_IN =
      "ufw status | grep -Eq \"^$1(/tcp)? +(ALLOW|LIMIT)\" || exec ufw allow \"$1/tcp\"";

  private static final String SWITCH_ON =
      "ufw status | grep -q '^Status: active' || exec ufw --force enable";

  private FirewallRequirement() {}

  static Requirement of(HostFacts facts, ProvisionGoal goal) {
    return of(facts, goal, REVERTS_AFTER);
  }

  static Requirement of(HostFacts facts, ProvisionGoal goal, Duration revertsAfter) {
    // The port that we came through before all others.
    List<String> ports =
        Stream.concat(Stream.of(facts.sshPort()), goal.openPorts().stream())
            .distinct()
            .map(String::valueOf)
            .toList();
    List<String> arguments = new ArrayList<>(List.of(goal.firewall() ? "yes" : "no"));
    arguments.addAll(ports);
    return new Requirement(
        "firewall",
        Scripts.check(CHECK, arguments.toArray(String[]::new)),
        changes(ports, goal.firewall(), revertsAfter),
        "open these ports to all, the first of them first: "
            + String.join(", ", ports)
            + "; then see with 'ufw status' on the host");
  }

  /** To let more in locks nobody out; only what switches it on is guarded. */
  private static List<Change> changes(List<String> ports, boolean wanted, Duration revertsAfter) {
    List<Change> changes = new ArrayList<>(wanted ? AptCommands.install("ufw") : List.of());
    for (String port : ports) {
      changes.add(new Change.Run("let in port " + port, Scripts.script(LET_IN, QUICK, port)));
    }
    changes.add(
        new Change.Guarded(
            "switch ufw on",
            Scripts.script(ARM, QUICK, Long.toString(revertsAfter.toSeconds()), MARK),
            Scripts.script(SWITCH_ON, QUICK),
            Scripts.script("exec rm -f -- \"$1\"", QUICK, MARK),
            revertsAfter));
    return changes;
  }
}
