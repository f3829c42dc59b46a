package dev.backline.runtime.process;

import dev.backline.failure.BacklineException;
import dev.backline.host.local.network.OwnNetwork;
import dev.backline.runtime.EnvironmentFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network of an environment's releases that are only tried: shut off while something is, where
 * this machine permits that, else the machine's.
 */
public final class RehearsalNetwork implements ReleaseNetwork {

  private final EnvironmentFolder rehearsal;
  private final ReleaseNetwork machine = new MachineNetwork();
  private volatile @Nullable OwnNetwork own;

  public RehearsalNetwork(EnvironmentFolder rehearsal) {
    this.rehearsal = rehearsal;
  }

  /**
   * Shuts off what is started from now on.
   *
   * @return why that can't be done here; empty if it is
   */
  public Optional<String> shutOff() throws InterruptedException {
    try {
      own = OwnNetwork.make(owner(), rehearsal.network());
      return Optional.empty();
    } catch (BacklineException notHere) {
      return Optional.of(notHere.failure().why());
    }
  }

  /**
   * A way to what this machine reaches, until the rehearsal ends.
   *
   * @return where it is reached from within
   */
  public InetSocketAddress wayTo(InetSocketAddress target) {
    OwnNetwork shut = own;
    return shut == null
        ? target
        : new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), shut.lead(target));
  }

  /** Closes a way to new connections. */
  public void close(InetSocketAddress way) {
    OwnNetwork shut = own;
    if (shut != null) {
      shut.unlead(way.getPort());
    }
  }

  /** Shuts nothing off any more, and clears away what an earlier process may have left. */
  public void end() throws InterruptedException {
    OwnNetwork shut = own;
    own = null;
    if (shut != null) {
      shut.close();
    }
    OwnNetwork.clear(owner(), rehearsal.network());
  }

  @Override
  public List<String> entering() {
    OwnNetwork shut = own;
    return shut == null ? machine.entering() : shut.entering();
  }

  @Override
  public int port() {
    OwnNetwork shut = own;
    return shut == null ? machine.port() : shut.door(machine::port);
  }

  /** In a network of its own nobody else takes a port: this machine's is taken by the way to it. */
  @Override
  public boolean isFree(int port) {
    return own != null || machine.isFree(port);
  }

  private String owner() {
    return rehearsal.name() + "/network";
  }
}
