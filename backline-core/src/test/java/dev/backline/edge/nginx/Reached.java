package dev.backline.edge.nginx;

import dev.backline.config.HostName;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHost;
import dev.backline.host.ssh.SshIdentity;
import dev.backline.host.ssh.SshTarget;
import dev.backline.testing.SshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hosts on a real sshd. */
public final class Reached {

  private static final SshDeadlines DEADLINES =
      new SshDeadlines(Duration.ofSeconds(8), Duration.ofSeconds(15), Duration.ofSeconds(5));

  private Reached() {}

  /** This machine by that name; close it. */
  public static SshHost over(SshServer server, Path folder, HostName name)
      throws InterruptedException {
    SshAddress address = new SshAddress("127.0.0.1", server.port());
    PinnedKeys pins = new PinnedKeys(folder.resolve(name + ".known_hosts"));
    String[] words = server.hostKey("ed25519").strip().split(" ", -1);
    pins.trust(address, List.of(new HostKey(words[0], words[1])));
    return new SshHost(
        new SshTarget(
            name,
            address,
            server.user(),
            List.of(new SshIdentity.KeyFile(server.clientKey(), Optional.empty())),
            DEADLINES),
        pins);
  }
}
