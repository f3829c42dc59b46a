package dev.backline.host.ssh;

import dev.backline.config.HostName;
import java.util.List;

/**
 * A host to reach over SSH.
 *
 * @param name what the configuration calls it
 * @param identities tried in this order; not empty
 */
public record SshTarget(
    HostName name,
    SshAddress address,
    String user,
    List<SshIdentity> identities,
    SshDeadlines deadlines) {

  public SshTarget {
    identities = List.copyOf(identities);
    if (user.isBlank()) {
      throw new IllegalArgumentException("a user is needed");
    }
    if (identities.isEmpty()) {
      throw new IllegalArgumentException("a key file or an agent is needed");
    }
  }

  boolean isRoot() {
    return user.equals("root");
  }

  /** {@code NAME (USER@ADDRESS:PORT)}, for failures. */
  @Override
  public String toString() {
    return name + " (" + user + "@" + address + ")";
  }
}
