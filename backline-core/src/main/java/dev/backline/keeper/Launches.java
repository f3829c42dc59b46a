package dev.backline.keeper;

import dev.backline.runtime.Launch;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import java.util.Optional;

/**
 * Tells how a release was started, so that it can be started again: from its recorded configuration
 * and the secrets, which are in no file of the slot.
 */
@FunctionalInterface
public interface Launches {

  /** Empty if nothing is known of it any more: then it stays as it is. */
  Optional<Launch> of(Slot slot, SlotState state);
}
