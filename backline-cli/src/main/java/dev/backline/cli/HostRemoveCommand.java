package dev.backline.cli;

import dev.backline.cli.app.SshAddressText;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.failure.Failure;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backline host remove}. */
@Command(
    name = "remove",
    description = "Forget the keys of a host: it is refused until it is trusted again.")
final class HostRemoveCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      description = "as 'backline host list' names it",
      converter = SshAddressText.class)
  private SshAddress host = new SshAddress("localhost", SshAddress.USUAL_PORT);

  HostRemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!new PinnedKeys(session.data().knownHosts()).remove(host)) {
      throw Failure.usage(
              "forgetting the key of " + host, "none is pinned", "see: backline host list")
          .toException();
    }
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object().put("host", host.toString()).put("trusted", false).toString()
                : host + " is not trusted any more");
    return 0;
  }
}
