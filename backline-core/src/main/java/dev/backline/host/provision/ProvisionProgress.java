package dev.backline.host.provision;

import dev.backline.config.HostName;

/** Hears what is being done on a host, as it happens. */
@FunctionalInterface
public interface ProvisionProgress {

  /**
   * @param what a change that begins now, as {@link Change#what} tells it
   */
  void changing(HostName host, String requirement, String what);
}
