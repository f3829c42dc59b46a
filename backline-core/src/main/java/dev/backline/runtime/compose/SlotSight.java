package dev.backline.runtime.compose;

import dev.backline.runtime.RunsAs;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotState.Desired;
import dev.backline.runtime.SlotStatus;
import java.util.Optional;

/** What a slot is doing: what is written of it, held against its container. */
record SlotSight(Optional<SlotRecord> written, Optional<Container> container) {

  SlotStatus status() {
    return container.filter(Container::running).flatMap(this::running).orElseGet(this::notRunning);
  }

  /** What runs is what its labels say, whatever is written. */
  private Optional<SlotStatus> running(Container found) {
    return state()
        .filter(state -> started(state, found))
        .map(state -> state.with(new RunsAs.Container(found.id())))
        .or(() -> SlotLabels.read(found, Desired.RUNNING))
        .map(SlotStatus.Running::new);
  }

  private SlotStatus notRunning() {
    return state()
        .<SlotStatus>map(state ->
            switch (state.desired()) {
              case STOPPED -> new SlotStatus.Stopped(state);
              case RUNNING -> new SlotStatus.Dead(state);
            })
        .or(() -> written.map(record -> new SlotStatus.Prepared(record.digest())))
        .or(() ->
            container
                .flatMap(found -> SlotLabels.read(found, Desired.STOPPED))
                .map(SlotStatus.Stopped::new))
        .orElseGet(SlotStatus.Empty::new);
  }

  /** Whether there is a container in the slot's place that no start of ours made. */
  boolean strange() {
    return container
        .filter(found -> state().filter(state -> started(state, found)).isEmpty())
        .isPresent();
  }

  private Optional<SlotState> state() {
    return written.flatMap(SlotRecord::started).map(SlotRecord.Started::state);
  }

  private static boolean started(SlotState state, Container found) {
    return found.label(SlotLabels.LAUNCH).filter(state.launchId()::equals).isPresent();
  }
}
