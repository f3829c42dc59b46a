package dev.backline.host.ssh;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.forward.TcpForwardingFilter;

/** Where a host's connections may go on this machine: where a tunnel leads, and nowhere else. */
final class ReverseTargets implements TcpForwardingFilter {

  private final List<SshdSocketAddress> allowed = new CopyOnWriteArrayList<>();

  void add(SshdSocketAddress target) {
    allowed.add(target);
  }

  void remove(SshdSocketAddress target) {
    allowed.remove(target);
  }

  @Override
  public boolean canListen(SshdSocketAddress address, Session session) {
    // Called for our own local forwards too, which only we ask for.
    return SshdSocketAddress.isLoopback(address.getHostName());
  }

  @Override
  public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
    return allowed.contains(address);
  }
}
