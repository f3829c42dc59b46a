package dev.backline.edge;

import dev.backline.config.ListenAddress;
import dev.backline.host.Fence;
import java.util.Optional;

/** What the edge is doing now. */
public sealed interface EdgeStatus {

  /**
   * No edge runs.
   *
   * @param last what it will serve when started again
   * @param wanted whether it should run: it died, and wasn't stopped
   */
  record Down(Optional<Route> last, boolean wanted) implements EdgeStatus {}

  /**
   * @param route empty: every request gets 503
   * @param fence the highest fencing token it has seen
   */
  record Up(long pid, ListenAddress listen, Optional<Route> route, boolean maintenance, Fence fence)
      implements EdgeStatus {}

  default Optional<Route> route() {
    return switch (this) {
      case Down down -> down.last;
      case Up up -> up.route;
    };
  }
}
