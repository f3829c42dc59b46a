package dev.backline.host;

import java.net.InetSocketAddress;

/** A host as a whole: its commands, its files and its ports, reached over one connection. */
public interface ReachedHost extends Host {

  HostFiles files();

  /**
   * Makes a port of the host's own loopback address reachable from here.
   *
   * @param remotePort where something listens on the host's 127.0.0.1
   * @return where it is reached here, on 127.0.0.1; close it in every case
   */
  HostPort forward(int remotePort) throws InterruptedException;

  /**
   * Makes something that this machine reaches reachable on the host's loopback address.
   *
   * @param remotePort where to listen on the host's 127.0.0.1; 0 for any free port
   * @param local where the connections are to go
   * @return where it listens there; close it in every case
   */
  HostPort reverse(int remotePort, InetSocketAddress local) throws InterruptedException;
}
