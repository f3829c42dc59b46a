package dev.backline.edge.nginx;

import dev.backline.config.HostName;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import java.util.List;

/** What nginx said when it did not take a configuration, told so that somebody can act on it. */
final class NginxRefusal {

  private NginxRefusal() {}

  static Failure of(CommandResult result, HostName host, NginxSite site, String tried) {
    String said = said(result);
    boolean ours = said.contains(site.folder().toString());
    if (result.status() == HostScript.REFUSED_BEFORE && !ours) {
      return Failure.unavailable(
          tried,
          "nginx on "
              + host
              + " refuses its configuration as it is, before anything was changed: "
              + said,
          "mend that file on " + host + " until 'nginx -t' is content, then try again");
    }
    return Failure.unavailable(
        tried,
        "nginx on " + host + " does not take the new configuration, so the old one stays: " + said,
        ours
            ? "report it: Backline wrote this configuration"
            : "mend what it names on " + host + ", then try again");
  }

  /** The lines with which nginx gives up ("[emerg]"), else the last that was said. */
  private static String said(CommandResult result) {
    List<String> emergencies =
        result.stdout().stream().filter(line -> line.contains("[emerg]")).toList();
    return emergencies.isEmpty() ? result.lastWords() : String.join("; ", emergencies);
  }
}
