package dev.backline.cli.app;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.ServingRelease;
import java.util.Optional;

/** Finds the release that a command looks into. */
public final class Serving {

  private Serving() {}

  /**
   * @param tried what it is wanted for, as in a {@link Failure}
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if nothing serves there
   */
  public static ServingRelease in(
      Session session, AppChoice app, EnvironmentName environment, String tried) {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    LeaseScope scope = new LeaseScope(target.app().value(), environment.value());
    // Looking makes no data directory.
    Optional<Backline> backline = session.openExisting();
    if (backline.isEmpty()) {
      throw Failure.usage(
              tried,
              "nothing was delivered from " + session.data().root() + " yet",
              "deliver to " + scope + " first, or name the data directory with --data")
          .toException();
    }
    return ServingRelease.of(backline.get().parts(), scope, tried);
  }
}
