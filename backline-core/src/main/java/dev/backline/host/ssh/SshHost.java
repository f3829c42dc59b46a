package dev.backline.host.ssh;

import dev.backline.config.HostName;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.ConnectedHost;
import dev.backline.host.HostCommand;
import dev.backline.host.HostFiles;
import java.net.InetSocketAddress;

/**
 * A machine reached over SSH, with one connection for all that is done there. Commands run in the
 * log-in's own environment, without a terminal.
 *
 * <p>A command is never run twice: only what can't have begun is tried again on a new connection.
 * When it is not waited for any more, by its timeout, an interrupt, or the loss of the connection,
 * it is ended with all that it started.
 */
public final class SshHost implements ConnectedHost {

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

  @Override
  public HostFiles files() {
    return new SshFiles(connection);
  }

  @Override
  public Tunnel forward(int remotePort) throws InterruptedException {
    return Tunnel.toHost(connection, remotePort);
  }

  @Override
  public Tunnel reverse(int remotePort, InetSocketAddress local) throws InterruptedException {
    return Tunnel.fromHost(connection, remotePort, local);
  }

  @Override
  public void close() {
    connection.close();
  }
}
