package dev.backline.host;

import dev.backline.config.HostSpec;

/** Knows how the hosts of a configuration are reached. */
@FunctionalInterface
public interface HostOpener {

  /**
   * A connection of its own, made when it is first used; close it in every case.
   *
   * @throws dev.backline.failure.BacklineException if there is nothing to log in with
   */
  ConnectedHost open(HostSpec host);
}
