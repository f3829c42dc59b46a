package dev.backline.host.provision;

import dev.backline.host.HostCommand;
import dev.backline.host.NewFile;
import java.time.Duration;

/** One change to a host. */
public sealed interface Change {

  /** What it does, beginning with a verb: "install nginx". */
  String what();

  record Run(String what, HostCommand command) implements Change {}

  record Put(String what, NewFile file) implements Change {}

  /**
   * A change that may lock us out. The host takes it back by itself unless it is told, over a new
   * connection, that it can still be reached.
   *
   * @param arm starts the host's own timer
   * @param confirm stops it
   * @param revertsAfter how long that timer runs, positive
   */
  record Guarded(
      String what, HostCommand arm, HostCommand command, HostCommand confirm, Duration revertsAfter)
      implements Change {}
}
