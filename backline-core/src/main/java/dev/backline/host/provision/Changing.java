package dev.backline.host.provision;

import dev.backline.config.HostSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.ConnectedHost;
import dev.backline.host.HostCommand;
import dev.backline.host.HostOpener;
import dev.backline.host.ReachedHost;
import java.time.Duration;

/** Makes changes to a host. */
final class Changing {

  private static final Duration PUT = Duration.ofSeconds(30);
  private static final Duration BEYOND_REVERT = Duration.ofSeconds(10);

  private final HostOpener opener;
  private final HostSpec spec;
  private final ReachedHost host;
  private final String remedy;

  /**
   * @param remedy what to do where a change fails
   */
  Changing(HostOpener opener, HostSpec spec, ReachedHost host, String remedy) {
    this.opener = opener;
    this.spec = spec;
    this.host = host;
    this.remedy = remedy;
  }

  /**
   * @throws BacklineException if it fails
   */
  void make(Change change) throws InterruptedException {
    switch (change) {
      case Change.Run run -> run(host, run.what(), run.command());
      case Change.Put put -> host.files().put(put.file(), PUT);
      case Change.Guarded guarded -> guarded(guarded);
    }
  }

  private void run(ReachedHost on, String what, HostCommand command) throws InterruptedException {
    CommandResult result = on.run(command);
    if (!result.succeeded()) {
      throw failure(what, result.lastWords()).toException();
    }
  }

  private void guarded(Change.Guarded change) throws InterruptedException {
    run(host, "starting the timer that takes it back", change.arm());
    run(host, change.what(), change.command());
    // The connection that is open already proves nothing: filters let go on what has begun.
    try (ConnectedHost again = opener.open(spec)) {
      run(again, change.what(), change.confirm());
    } catch (BacklineException lockedOut) {
      Thread.sleep(change.revertsAfter().plus(BEYOND_REVERT));
      throw takenBack(change, lockedOut).toException(lockedOut);
    }
  }

  /** Whether it was is asked in the same way as before: over a new connection. */
  private Failure takenBack(Change.Guarded change, BacklineException lockedOut)
      throws InterruptedException {
    String why =
        "no new connection came through after it (" + lockedOut.failure().summary() + "); ";
    try (ConnectedHost again = opener.open(spec)) {
      run(again, "looking whether it is reachable again", HostCommand.of("true"));
      return failure(change.what(), why + "the host has taken it back");
    } catch (BacklineException stillLockedOut) {
      return Failure.needsPerson(
          change.what() + " on " + host.name(),
          why + "and the host can't be reached now either",
          "log in on the host's own console and switch the firewall off: ufw disable");
    }
  }

  private Failure failure(String what, String why) {
    return Failure.needsPerson(what + " on " + host.name(), why, remedy);
  }
}
