package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import java.util.List;
import java.util.Optional;

/** Decides which of the keys that a server shows are to be pinned. */
public final class HostTrust {

  private HostTrust() {}

  /**
   * Those to pin: the one with the fingerprint, or without a fingerprint the strongest.
   *
   * @param shown not empty, the strongest first
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if none has the
   *     fingerprint, or if other keys are pinned already
   */
  public static List<HostKey> toPin(
      SshAddress address, List<HostKey> shown, List<HostKey> pinned, Optional<String> fingerprint) {
    String tried = "trusting " + address;
    List<HostKey> wanted =
        fingerprint
            .map(given -> shown.stream().filter(key -> key.fingerprint().equals(given)).toList())
            .orElse(List.of(shown.getFirst()));
    if (wanted.isEmpty()) {
      throw Failure.refused(
              tried,
              "it shows no key with " + fingerprint.orElse("") + ", but " + told(shown),
              "ask whoever runs the host for 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub';"
                  + " if it stays different, somebody may stand in between")
          .toException();
    }
    if (!pinned.isEmpty() && shown.stream().noneMatch(pinned::contains)) {
      throw SshFailures.changedKey(tried, address, wanted.getFirst(), pinned).toException();
    }
    return wanted;
  }

  private static String told(List<HostKey> keys) {
    return String.join(
        ", ", keys.stream().map(key -> key.type() + " " + key.fingerprint()).toList());
  }
}
