package dev.backline.runtime;

import java.util.Optional;

/** What a slot is doing now. */
public sealed interface SlotStatus {

  /** Nothing is in it. */
  record Empty() implements SlotStatus {

    @Override
    public String word() {
      return "gone";
    }
  }

  /** A release's files are in it, but it was never started. */
  record Prepared(String digest) implements SlotStatus {

    @Override
    public String word() {
      return "gone";
    }
  }

  record Running(SlotState state) implements SlotStatus {

    @Override
    public String word() {
      return state.healthyAt().isPresent() ? "healthy" : "starting";
    }
  }

  /** Stopped on purpose; can be started again at once. */
  record Stopped(SlotState state) implements SlotStatus {

    @Override
    public String word() {
      return "stopped";
    }
  }

  /** Should run and doesn't: it ended by itself, was killed, or the host restarted. */
  record Dead(SlotState state) implements SlotStatus {

    @Override
    public String word() {
      return "dead";
    }
  }

  /** What it is to who looks for the release that was started there. */
  String word();

  /** The release in the slot, if one was ever started there. */
  default Optional<SlotState> known() {
    return switch (this) {
      case Empty _, Prepared _ -> Optional.empty();
      case Running(SlotState state) -> Optional.of(state);
      case Stopped(SlotState state) -> Optional.of(state);
      case Dead(SlotState state) -> Optional.of(state);
    };
  }

  /** The digest of the artifact in the slot, if there is one. */
  default Optional<String> artifact() {
    return this instanceof Prepared(String digest)
        ? Optional.of(digest)
        : known().map(state -> state.release().digest());
  }
}
