package dev.backline.host.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** Lets a server pass that shows a pinned key, and remembers what it showed. */
final class HostKeyCheck implements ServerKeyVerifier {

  private final List<HostKey> pinned;
  private volatile @Nullable HostKey shown;

  HostKeyCheck(List<HostKey> pinned) {
    this.pinned = List.copyOf(pinned);
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress server, PublicKey key) {
    HostKey seen = hostKey(key);
    shown = seen;
    return HostKeyVerdict.of(seen, pinned) == HostKeyVerdict.KNOWN;
  }

  Optional<HostKey> shown() {
    return Optional.ofNullable(shown);
  }

  List<HostKey> pinned() {
    return pinned;
  }

  static HostKey hostKey(PublicKey key) {
    // "TYPE BASE64"; an RSA key is ssh-rsa, whichever signature it is used with (RFC 8332).
    String base64 = PublicKeyEntry.toString(key).split(" ", -1)[1];
    return new HostKey(KeyUtils.getKeyType(key), base64);
  }
}
