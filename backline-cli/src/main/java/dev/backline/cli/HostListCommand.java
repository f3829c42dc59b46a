package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.Table;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code backline host list}. */
@Command(name = "list", description = "List the hosts that are trusted, and their keys.")
final class HostListCommand implements Callable<Integer> {

  private final Session session;

  HostListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SortedMap<SshAddress, List<HostKey>> all = new PinnedKeys(session.data().knownHosts()).all();
    if (session.json()) {
      ArrayNode json = JsonText.array();
      all.forEach((host, keys) ->
          keys.forEach(key ->
              json.add(
                  JsonText.object()
                      .put("host", host.toString())
                      .put("type", key.type())
                      .put("fingerprint", key.fingerprint()))));
      session.terminal().line(JsonText.pretty(json));
    } else if (all.isEmpty()) {
      session.terminal().line("No hosts are trusted yet");
    } else {
      Table table = new Table("HOST", "KEY", "FINGERPRINT");
      all.forEach((host, keys) ->
          keys.forEach(key -> table.row(host.toString(), key.type(), key.fingerprint())));
      table.printTo(session.terminal());
    }
    return 0;
  }
}
