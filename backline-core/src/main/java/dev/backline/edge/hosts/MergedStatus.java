package dev.backline.edge.hosts;

import dev.backline.edge.EdgeStatus;
import dev.backline.edge.EdgeStatus.Down;
import dev.backline.edge.EdgeStatus.Up;
import dev.backline.edge.Route;
import dev.backline.host.Fence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What several edges do, as if they were one. */
final class MergedStatus {

  private MergedStatus() {}

  /**
   * Up if all are up and send their requests to the same slot and release; it is in maintenance as
   * soon as one is. Otherwise down, with the first one's route: so hosts that disagree count as
   * something that isn't done yet, and is to be done again on all.
   *
   * @param all not empty
   */
  static EdgeStatus of(List<EdgeStatus> all) {
    List<Up> up = all.stream().flatMap(MergedStatus::up).toList();
    if (up.size() < all.size() || up.stream().map(Up::route).distinct().count() > 1) {
      return new Down(
          firstRoute(all), up.size() == all.size() || all.stream().anyMatch(MergedStatus::wanted));
    }
    Up first = up.getFirst();
    return new Up(
        first.pid(),
        first.listen(),
        first.route(),
        up.stream().anyMatch(Up::maintenance),
        up.stream().map(Up::fence).max(Comparator.naturalOrder()).orElse(new Fence(0)));
  }

  private static Optional<Route> firstRoute(List<EdgeStatus> all) {
    return all.stream().map(EdgeStatus::route).flatMap(Optional::stream).findFirst();
  }

  private static Stream<Up> up(EdgeStatus status) {
    return switch (status) {
      case Up one -> Stream.of(one);
      case Down _ -> Stream.empty();
    };
  }

  private static boolean wanted(EdgeStatus status) {
    return switch (status) {
      case Up _ -> true;
      case Down down -> down.wanted();
    };
  }
}
