package dev.backline.host.provision;

import dev.backline.host.NewFile;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What keeps a host alive that nobody looks after: log rotation, swap, security updates. */
final class UpkeepRequirements {

  private static final String SAME =
      "command -v \"$3\" >/dev/null || { echo \"$3 is not installed\"; exit 1; };"
          + " [ \"$(cat -- \"$1\" 2>/dev/null)\" = \"$2\" ] && echo \"by $1\" && exit 0;"
          + " echo \"$1 is missing or another\"; exit 1";

  private static final String EXISTS =
      "[ -s \"$1\" ] && echo \"by $1\" && exit 0; echo \"$1 is missing\"; exit 1";

  private static final String UPGRADES =
      "dpkg-query -W -f '${Status}' unattended-upgrades 2>/dev/null | grep -q ' installed'"
          + " || { echo 'unattended-upgrades is not installed'; exit 1; };"
          + " apt-config dump APT::Periodic::Unattended-Upgrade | grep -q '\"[1-9]'"
          + " && echo 'installed every day' && exit 0; echo 'switched off'; exit 1";

  private static final String UPGRADES_FILE = "/etc/apt/apt.conf.d/52backline-upgrades";
  private static final String DAILY =
      """
      // Written by backline provision.
      APT::Periodic::Update-Package-Lists "1";
      APT::Periodic::Unattended-Upgrade "1";
      """;

  private static final String NGINX_LOGS =
      """
      # Written by backline provision.
      /var/log/nginx/*.log {
          daily
          rotate 14
          missingok
          notifempty
          compress
          delaycompress
          sharedscripts
          postrotate
              [ ! -s /run/nginx.pid ] || kill -s USR1 "$(cat /run/nginx.pid)"
          endscript
      }
      """;

  private UpkeepRequirements() {}

  static List<Requirement> all(ProvisionGoal goal) {
    List<Requirement> all = new ArrayList<>(List.of(logs(goal)));
    if (goal.nginx()) {
      all.add(nginxLogs());
    }
    all.add(SwapRequirement.get());
    all.add(upgrades());
    return all;
  }

  private static Requirement logs(ProvisionGoal goal) {
    String file = "/etc/logrotate.d/backline-" + goal.project();
    String text = rotation(goal);
    return new Requirement(
        "log rotation",
        Scripts.check(SAME, file, text.stripTrailing(), "logrotate"),
        Stream.concat(
                AptCommands.install("logrotate").stream(),
                Stream.of(put("write " + file, file, text)))
            .toList(),
        "look at " + file + " on the host");
  }

  /** What writes keeps its file open, so it is copied and cut: logrotate(8), copytruncate. */
  private static String rotation(ProvisionGoal goal) {
    return """
    # Written by backline provision.
    %s/logs/*.log {
        su %s %s
        weekly
        maxsize 50M
        rotate 8
        missingok
        notifempty
        compress
        delaycompress
        copytruncate
    }
    """
        .formatted(goal.directory(), goal.user(), goal.user());
  }

  /** The distribution's package brings one of its own. */
  private static Requirement nginxLogs() {
    String file = "/etc/logrotate.d/nginx";
    return new Requirement(
        "rotation of nginx's logs",
        Scripts.check(EXISTS, file),
        List.of(put("write " + file, file, NGINX_LOGS)),
        "look at " + file + " on the host");
  }

  private static Requirement upgrades() {
    return new Requirement(
        "security updates",
        Scripts.check(UPGRADES),
        Stream.concat(
                AptCommands.install("unattended-upgrades").stream(),
                Stream.of(put("switch them on in " + UPGRADES_FILE, UPGRADES_FILE, DAILY)))
            .toList(),
        "see on the host which file switches them off: apt-config dump APT::Periodic");
  }

  private static Change put(String what, String file, String text) {
    return new Change.Put(what, NewFile.of(Secret.of(text), Path.of(file), "644").asRoot());
  }
}
