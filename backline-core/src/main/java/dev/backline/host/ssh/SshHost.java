package dev.backline.host.ssh;

import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.HostFiles;
import dev.backline.host.HostName;
import java.net.InetSocketAddress;

/**
 * A machine reached over SSH, with one connection for all that is done there. Commands run in the
 * log-in's own environment, without a terminal.
 *
 * <p>A command is never run twice: only what can't have begun is tried again on a new connection.
 * When it is not waited for any more, by its timeout, an interrupt, or the loss of the connection,
 * it is ended with all that it started.
 */
public final class SshHost implements Host, AutoCloseable {

  private final SshTarget target;
  private final SshConnection connection;

  /** Connects when it is first used. */
  public SshHost(SshTarget target, PinnedKeys pins) {
    this.target = target;
    this.connection = new SshConnection(target, pins);
  }

  @Override
  public HostName name() {
    return target.name();
  }

  @Override
  public CommandResult run(HostCommand command, CommandOutput output) throws InterruptedException {
    return new SshCommandRun(connection, command, output).run();
  }

  public HostFiles files() {
    return new SshFiles(connection);
  }

  /**
   * Makes a port of the host's own loopback address reachable from here.
   *
   * @param remotePort where something listens on the host's 127.0.0.1
   * @return where it is reached here; close it in every case
   */
  public Tunnel forward(int remotePort) throws InterruptedException {
    return Tunnel.toHost(connection, remotePort);
  }

  /**
   * Makes something that this machine reaches reachable on the host's loopback address.
   *
   * @param remotePort where to listen on the host's 127.0.0.1; 0 for any free port
   * @param local where the connections are to go
   * @return where it listens there; close it in every case
   */
  public Tunnel reverse(int remotePort, InetSocketAddress local) throws InterruptedException {
    return Tunnel.fromHost(connection, remotePort, local);
  }

  /** Ends the connection, and with it what still runs or is forwarded through it. */
  @Override
  public void close() {
    connection.close();
  }
}
