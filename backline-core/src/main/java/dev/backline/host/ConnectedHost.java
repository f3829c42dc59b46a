package dev.backline.host;

/** A host together with the connection that it is reached by. */
public interface ConnectedHost extends ReachedHost, AutoCloseable {

  /** Ends the connection, and with it what still runs or is forwarded through it. */
  @Override
  void close();
}
