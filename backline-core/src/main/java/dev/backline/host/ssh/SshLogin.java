package dev.backline.host.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;

/** Connects and logs in, and tells what went wrong on the way. */
final class SshLogin {

  private SshLogin() {}

  /** A session that is logged in; whoever gets none closes the client. */
  static ClientSession of(SshTarget target, SshClient client, LoginKeys keys, HostKeyCheck check)
      throws InterruptedIOException {
    ClientSession session =
        connect(target.toString(), target.user(), target.address(), target.deadlines(), client);
    try {
      keys.giveTo(client, session);
      session.auth().verify(target.deadlines().authentication());
      return session;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw refused(target, check, e);
    }
  }

  static ClientSession connect(
      String host, String user, SshAddress address, SshDeadlines deadlines, SshClient client)
      throws InterruptedIOException {
    try {
      return client
          .connect(user, address.address(), address.port())
          .verify(deadlines.connect())
          .getSession();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | UnresolvedAddressException e) {
      throw SshFailures.unreachable(host, address, cause(address, e)).toException(e);
    }
  }

  private static RuntimeException refused(SshTarget target, HostKeyCheck check, IOException e) {
    String tried = "connecting to " + target;
    if (check.shown().isEmpty()) {
      return SshFailures.unreachable(target, "it does not speak SSH as we do: " + message(e))
          .toException(e);
    }
    HostKey shown = check.shown().orElseThrow();
    return switch (HostKeyVerdict.of(shown, check.pinned())) {
      case UNKNOWN -> SshFailures.unknownKey(tried, target.address(), shown).toException(e);
      case CHANGED ->
          SshFailures.changedKey(tried, target.address(), shown, check.pinned()).toException(e);
      case KNOWN -> SshFailures.notLetIn(target, message(e)).toException(e);
    };
  }

  private static String cause(SshAddress address, Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnresolvedAddressException || root instanceof UnknownHostException
        ? "the name " + address.address() + " can't be resolved"
        : message(root);
  }

  private static String message(Throwable e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof SshException && text.contains("No more authentication methods")
        ? "the server takes none of our keys"
        : text;
  }
}
