package dev.backline.host;

/**
 * Something to do on a host. It may fail with a {@link dev.backline.failure.BacklineException};
 * then it leaves the host as it found it, or so that its undo puts that right.
 */
@FunctionalInterface
public interface HostAction {

  void on(Host host) throws InterruptedException;
}
