package dev.backline.host.ssh;

import dev.backline.failure.Failure;
import java.util.List;

/** What can be wrong with a host, told so that somebody can act on it. */
final class SshFailures {

  private SshFailures() {}

  static Failure unreachable(SshTarget target, String why) {
    return unreachable(target.toString(), target.address(), why);
  }

  static Failure unreachable(String host, SshAddress address, String why) {
    return Failure.unavailable(
        "connecting to " + host,
        why,
        "see that the host is up and its SSH port is open to this machine: ssh-keyscan -p "
            + address.port()
            + " "
            + address.address());
  }

  static Failure unknownKey(String tried, SshAddress address, HostKey shown) {
    return Failure.refused(
        tried,
        "its host key is not trusted yet: " + shown.type() + " " + shown.fingerprint(),
        "compare it with what 'ssh-keygen -lf /etc/ssh/"
            + file(shown)
            + "' says on the host itself; if it is the same: backline host trust "
            + address
            + " --fingerprint "
            + shown.fingerprint());
  }

  static Failure changedKey(String tried, SshAddress address, HostKey shown, List<HostKey> pinned) {
    return Failure.refused(
        tried,
        "ITS HOST KEY HAS CHANGED: it shows "
            + shown.type()
            + " "
            + shown.fingerprint()
            + ", trusted is "
            + String.join(
                ", ", pinned.stream().map(key -> key.type() + " " + key.fingerprint()).toList())
            + "; somebody may stand in between",
        "nothing was sent to it. Only if you know that the host was made anew: backline host remove"
            + " "
            + address
            + ", then backline host trust "
            + address
            + " --fingerprint "
            + shown.fingerprint());
  }

  static Failure notLetIn(SshTarget target, String why) {
    return Failure.unavailable(
        "logging in to " + target,
        why,
        "put the public key into ~" + target.user() + "/.ssh/authorized_keys on the host");
  }

  static Failure identityUnusable(SshTarget target, String why, String remedy) {
    return Failure.unavailable("logging in to " + target, why, remedy);
  }

  static Failure noChannel(SshTarget target, String why) {
    return Failure.unavailable(
        "running a command on " + target,
        "the server opens no further channel: " + why,
        "raise MaxSessions in the host's sshd_config, or look at its log");
  }

  private static String file(HostKey key) {
    String kind = key.type().startsWith("ecdsa") ? "ecdsa" : key.type().replace("ssh-", "");
    return "ssh_host_" + kind + "_key.pub";
  }
}
