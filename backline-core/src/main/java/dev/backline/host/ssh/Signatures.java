package dev.backline.host.ssh;

import java.util.Comparator;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** The signatures that we take from servers and make ourselves. Neither DSA nor SHA-1. */
final class Signatures {

  private static final List<BuiltinSignatures> ALL =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);

  private Signatures() {}

  /** All; first those of the keys that are pinned, so that a server with several shows that one. */
  static List<NamedFactory<Signature>> preferring(List<HostKey> pinned) {
    return ALL.stream()
        .sorted(Comparator.comparing(one -> pinned.stream().noneMatch(key -> by(one, key))))
        .map(one -> (NamedFactory<Signature>) one)
        .toList();
  }

  /** One for each kind of key that a server may have. */
  static List<List<NamedFactory<Signature>>> ofEachKind() {
    return List.of(
        List.of(BuiltinSignatures.ed25519),
        List.of(BuiltinSignatures.nistp256, BuiltinSignatures.nistp384, BuiltinSignatures.nistp521),
        List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256));
  }

  private static boolean by(BuiltinSignatures signature, HostKey key) {
    return key.type().equals("ssh-rsa")
        ? signature.getName().startsWith("rsa-")
        : signature.getName().equals(key.type());
  }
}
