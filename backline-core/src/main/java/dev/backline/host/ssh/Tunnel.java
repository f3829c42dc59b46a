package dev.backline.host.ssh;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.HostPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.PortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** A port forwarded through an SSH connection (RFC 4254, section 7). */
public final class Tunnel implements HostPort {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int ATTEMPTS = 5;

  /** Below those that Linux gives to outgoing connections (ip(7), ip_local_port_range). */
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 32_000;

  private final ClientSession session;
  private final PortForwardingTracker tracker;
  private final Ends ends;
  private final int port;

  /** What else there is to do when it is closed. */
  @FunctionalInterface
  private interface Ends {

    void end();
  }

  private Tunnel(ClientSession session, PortForwardingTracker tracker, int port, Ends ends) {
    this.session = session;
    this.tracker = tracker;
    this.port = port;
    this.ends = ends;
  }

  static Tunnel toHost(SshConnection connection, int remotePort) throws InterruptedException {
    ClientSession session = connection.session();
    try {
      PortForwardingTracker tracker =
          session.createLocalPortForwardingTracker(
              new SshdSocketAddress(LOOPBACK, 0), new SshdSocketAddress(LOOPBACK, remotePort));
      return new Tunnel(session, tracker, tracker.getBoundAddress().getPort(), () -> {});
    } catch (InterruptedIOException e) {
      throw SshConnection.interruption(e);
    } catch (IOException e) {
      throw refused("reaching port " + remotePort + " of " + connection.target().name(), e);
    }
  }

  static Tunnel fromHost(SshConnection connection, int remotePort, InetSocketAddress local)
      throws InterruptedException {
    if (remotePort == 0) {
      return fromAnyPort(connection, local);
    }
    ClientSession session = connection.session();
    SshdSocketAddress target = new SshdSocketAddress(local.getHostString(), local.getPort());
    ReverseTargets targets = connection.reverseTargets();
    targets.add(target);
    try {
      PortForwardingTracker tracker =
          session.createRemotePortForwardingTracker(
              new SshdSocketAddress(LOOPBACK, remotePort), target);
      return new Tunnel(
          session, tracker, tracker.getBoundAddress().getPort(), () -> targets.remove(target));
    } catch (InterruptedIOException e) {
      targets.remove(target);
      throw SshConnection.interruption(e);
    } catch (IOException e) {
      targets.remove(target);
      throw refused("listening on port " + remotePort + " of " + connection.target().name(), e);
    }
  }

  /** Chosen here: a port that sshd chooses by itself stays open when it is told to close it. */
  private static Tunnel fromAnyPort(SshConnection connection, InetSocketAddress local)
      throws InterruptedException {
    BacklineException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        return fromHost(connection, port, local);
      } catch (BacklineException taken) {
        last = taken;
      }
    }
    throw Objects.requireNonNull(last, "at least one attempt");
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public boolean isOpen() {
    return tracker.isOpen() && session.isOpen();
  }

  @Override
  public void close() {
    try {
      tracker.close();
    } catch (IOException theConnectionIsGone) {
      // And the tunnel with it.
    } finally {
      ends.end();
    }
  }

  private static RuntimeException refused(String tried, IOException e) {
    return Failure.unavailable(
            tried,
            "no tunnel could be made: " + e.getMessage(),
            "see that the port is free and the host's sshd_config has AllowTcpForwarding yes")
        .toException(e);
  }
}
