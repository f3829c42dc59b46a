package dev.backline.keeper;

import dev.backline.failure.Failure;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;

/** Something that a keeper did or couldn't do. */
public sealed interface KeeperEvent {

  /** A release was dead and has been started again. */
  record ReleaseRestarted(Slot slot, SlotState state) implements KeeperEvent {}

  /** The edge was dead and has been started again. */
  record EdgeRestarted(long pid) implements KeeperEvent {}

  /** The edge was told that the release it serves has another port now. */
  record Rerouted(Slot slot, int port) implements KeeperEvent {}

  /** An attempt failed; it is repeated later. */
  record AttemptFailed(Failure failure) implements KeeperEvent {}

  /** It fails again and again and is left as it is: a person has to look. */
  record GaveUp(Failure failure) implements KeeperEvent {}
}
