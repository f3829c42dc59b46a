package dev.backline.runtime.hosts;

import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.runtime.SlotStatus.Dead;
import dev.backline.runtime.SlotStatus.Empty;
import dev.backline.runtime.SlotStatus.Prepared;
import dev.backline.runtime.SlotStatus.Running;
import dev.backline.runtime.SlotStatus.Stopped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a slot is doing on all hosts together. It never says more than is true of every host:
 *
 * <ul>
 *   <li>All agree: what they say, with the state that the first host tells.
 *   <li>A release was started on one, and they differ: {@link Dead}, with the state of the first
 *       that does not run it, else of the first. Whoever wants it to run starts it again, which
 *       adopts it where it runs; whoever wants another one stops it, which is done on all.
 *   <li>Nothing was started on any, and they differ: {@link Empty}, so that it is prepared again,
 *       which leaves alone what is there.
 * </ul>
 *
 * Decides only; does nothing.
 */
final class Together {

  private Together() {}

  /**
   * @param each in the order of the hosts, not empty
   */
  static SlotStatus of(List<SlotStatus> each) {
    SlotStatus first = each.getFirst();
    if (each.stream().allMatch(one -> agree(first, one))) {
      return first;
    }
    return each.stream()
        .filter(one -> !(one instanceof Running))
        .flatMap(one -> one.known().stream())
        .findFirst()
        .or(() -> each.stream().flatMap(one -> one.known().stream()).findFirst())
        .<SlotStatus>map(Dead::new)
        .orElseGet(Empty::new);
  }

  private static boolean agree(SlotStatus one, SlotStatus other) {
    return one.getClass() == other.getClass()
        && switch (one) {
          case Empty _ -> true;
          case Prepared _ -> one.equals(other);
          case Running _, Stopped _, Dead _ -> Objects.equals(release(one), release(other));
        };
  }

  private static Optional<ReleaseRef> release(SlotStatus status) {
    return status.known().map(SlotState::release);
  }
}
