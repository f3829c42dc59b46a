package dev.backline.host.ssh;

import dev.backline.config.HostName;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.testing.SshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hosts on a real sshd. */
final class SshFixture {

  static final HostName NAME = new HostName("web-1");
  static final SshDeadlines DEADLINES =
      new SshDeadlines(Duration.ofSeconds(8), Duration.ofSeconds(15), Duration.ofSeconds(5));

  private SshFixture() {}

  static SshAddress address(SshServer server) {
    return new SshAddress("127.0.0.1", server.port());
  }

  static SshTarget target(SshServer server, SshIdentity... identities) {
    List<SshIdentity> all =
        identities.length == 0
            ? List.of(new KeyFile(server.clientKey(), Optional.empty()))
            : List.of(identities);
    return new SshTarget(NAME, address(server), server.user(), all, DEADLINES);
  }

  /** Pins that know the server. */
  static PinnedKeys trusting(SshServer server, Path folder) throws InterruptedException {
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    pins.trust(address(server), List.of(key(server, "ed25519")));
    return pins;
  }

  static HostKey key(SshServer server, String kind) {
    String[] words = server.hostKey(kind).strip().split(" ", -1);
    return new HostKey(words[0], words[1]);
  }
}
