package dev.backline.host.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;

/** Asks a server for its host keys, as ssh-keyscan does, without logging in. */
public record HostKeyScan(SshAddress address, SshDeadlines deadlines) {

  /** Needed to connect, and never sent: no log-in is tried. */
  private static final String NOBODY = "nobody";

  /**
   * Its keys, the strongest first; at least one.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't be
   *     reached
   */
  public List<HostKey> keys() throws InterruptedException {
    List<HostKey> keys = new ArrayList<>();
    for (List<NamedFactory<Signature>> kind : Signatures.ofEachKind()) {
      HostKeyCheck check = new HostKeyCheck(List.of());
      SshClient client = SshClients.start(deadlines, kind, check);
      try {
        show(client);
      } catch (InterruptedIOException e) {
        throw SshConnection.interruption(e);
      } finally {
        client.stop();
      }
      check.shown().ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      throw SshFailures.unreachable(
              address.toString(), address, "it shows no host key: it may not speak SSH")
          .toException();
    }
    return List.copyOf(keys);
  }

  private void show(SshClient client) throws InterruptedIOException {
    try {
      SshLogin.connect(address.toString(), NOBODY, address, deadlines, client)
          .auth()
          .verify(deadlines.authentication());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException refusedByUsOrNoSuchKey) {
      // No key is known to this check, so each is refused, after it was shown.
    }
  }
}
