package dev.backline.runtime.compose;

import dev.backline.config.LimitSpec;
import dev.backline.runtime.SlotState;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of a slot on the host.
 *
 * @param digest of the artifact that it was prepared with
 * @param image as the host's engine knows it, by digest
 * @param started empty if nothing was ever started of it
 */
record SlotRecord(String digest, String image, Optional<Started> started) {

  /**
   * How it was started: all that a declaration needs but the values of its variables.
   *
   * @param argv of the container, in place of the image's own
   */
  record Started(SlotState state, List<String> argv, LimitSpec limits) {

    Started {
      argv = List.copyOf(argv);
    }
  }

  static SlotRecord prepared(String digest, String image) {
    return new SlotRecord(digest, image, Optional.empty());
  }

  SlotRecord with(Started start) {
    return new SlotRecord(digest, image, Optional.of(start));
  }

  SlotRecord with(SlotState state) {
    return new SlotRecord(
        digest, image, started.map(before -> new Started(state, before.argv(), before.limits())));
  }

  /** Whether this is written of it already. */
  boolean has(SlotState state) {
    return started.map(Started::state).filter(state::equals).isPresent();
  }
}
