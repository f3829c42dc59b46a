package dev.backline.database;

import java.time.Duration;

/**
 * The PostgreSQL server that holds an environment's database: in the local cluster, in a container
 * on a host, or one that somebody else looks after.
 */
public interface DatabaseServer extends AutoCloseable {

  /**
   * Starts it if it does not run and is ours to start, and waits until it accepts connections. What
   * this returns leads to the server until this is closed, or the way to it breaks: ask anew in
   * each step.
   *
   * @param limit how long all this may take
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE}
   */
  RunningServer start(Duration limit) throws InterruptedException;

  /** Gives up the way to the server; the server goes on. */
  @Override
  void close();
}
