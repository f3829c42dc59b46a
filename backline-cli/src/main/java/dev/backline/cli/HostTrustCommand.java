package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.app.SshAddressText;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.HostKeyScan;
import dev.backline.host.ssh.HostTrust;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline host trust}. */
@Command(
    name = "trust",
    description = {
      "Pin the SSH host key that a host shows: from then on no other is accepted.",
      "With --fingerprint only that key is pinned; without it, the one that is shown now."
    })
final class HostTrustCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "HOST",
      description = "where its SSH server is: ADDRESS or ADDRESS:PORT",
      converter = SshAddressText.class)
  private SshAddress host = new SshAddress("localhost", SshAddress.USUAL_PORT);

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA256:…",
      description = "what 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' says on the host")
  private @Nullable String fingerprint;

  HostTrustCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    PinnedKeys pins = new PinnedKeys(session.data().knownHosts());
    List<HostKey> shown = new HostKeyScan(host, SshDeadlines.USUAL).keys();
    List<HostKey> keys =
        HostTrust.toPin(host, shown, pins.of(host), Optional.ofNullable(fingerprint));
    pins.trust(host, keys);
    keys.forEach(this::print);
    return 0;
  }

  private void print(HostKey key) {
    ObjectNode json =
        JsonText.object()
            .put("host", host.toString())
            .put("type", key.type())
            .put("fingerprint", key.fingerprint())
            .put("compared", fingerprint != null);
    session
        .terminal()
        .line(
            session.json()
                ? json.toString()
                : host
                    + " is trusted by its key "
                    + key.type()
                    + " "
                    + key.fingerprint()
                    + (fingerprint == null ? "; compare that with what the host itself says" : ""));
  }
}
