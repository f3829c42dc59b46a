package dev.backline.host.provision;

import java.time.Duration;
import java.util.List;

/** nginx on the host itself. */
final class NginxRequirements {

  private static final Duration QUICK = Duration.ofSeconds(30);

  private static final String INSTALLED =
      "v=$(nginx -v 2>&1) && echo \"$v\" && exit 0; echo 'not installed'; exit 1";

  private static final String RUNS =
      "pid=$(cat /run/nginx.pid 2>/dev/null) && kill -0 \"$pid\" 2>/dev/null"
          + " || { echo 'does not run'; exit 1; }; "
          + ServiceCommands.UNLESS_AT_BOOT
          + "echo runs";

  /** -T prints the whole configuration, and with it what nginx.conf includes. */
  private static final String INCLUDES =
      "all=$(nginx -T 2>&1) || { printf '%s\\n' \"$all\" | tail -n 1; exit 2; };"
          + " printf '%s\\n' \"$all\" | grep -Eq 'include +/etc/nginx/conf[.]d/[*][.]conf *;'"
          + " && echo 'reads /etc/nginx/conf.d' && exit 0;"
          + " echo 'does not read /etc/nginx/conf.d/*.conf'; exit 2";

  private static final String SITE = "/etc/nginx/sites-enabled/default";

  /** Whether the page is as the package brought it: by its digest in dpkg's list. */
  private static final String NO_WELCOME =
      "[ -L \"$1\" ] && digest=$(md5sum <\"$1\" 2>/dev/null) || { echo 'none'; exit 0; };"
          + " dpkg-query -W -f '${Conffiles}\\n' nginx-common 2>/dev/null"
          + " | grep -qF \"${digest%% *}\" || { echo 'a site of your own'; exit 0; };"
          + " echo \"takes what is not for another site\"; exit 1";

  private NginxRequirements() {}

  static List<Requirement> all() {
    return List.of(installed(), includes(), noWelcome(), runs());
  }

  private static Requirement installed() {
    return new Requirement(
        "nginx",
        Scripts.check(INSTALLED),
        AptCommands.install("nginx"),
        "install nginx on the host and try again");
  }

  private static Requirement includes() {
    return new Requirement(
        "nginx's configuration",
        Scripts.check(INCLUDES),
        List.of(),
        "see that 'nginx -t' is content on the host, and that nginx.conf has in http:"
            + " include /etc/nginx/conf.d/*.conf;");
  }

  private static Requirement noWelcome() {
    return new Requirement(
        "nginx's welcome page",
        Scripts.check(NO_WELCOME, SITE),
        List.of(
            new Change.Run(
                "take the welcome page out of " + SITE,
                Scripts.script("exec rm -f -- \"$1\"", QUICK, SITE)),
            new Change.Run(
                "let nginx read its configuration again if it runs",
                Scripts.script(
                    "[ ! -s /run/nginx.pid ] || kill -s HUP \"$(cat /run/nginx.pid)\"", QUICK))),
        "delete " + SITE + " on the host");
  }

  private static Requirement runs() {
    return new Requirement(
        "nginx's service",
        Scripts.check(RUNS, "nginx"),
        List.of(ServiceCommands.start("nginx")),
        "see on the host why it does not start: another program may have its port (ss -ltnp)");
  }
}
