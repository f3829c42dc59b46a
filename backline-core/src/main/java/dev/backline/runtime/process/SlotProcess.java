package dev.backline.runtime.process;

import dev.backline.host.detached.Marker;
import dev.backline.host.detached.ProcessGroup;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.RunsAs;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes that belong to a slot: what is written down, held against what runs.
 *
 * @param owner {@code app/environment/slot}
 */
record SlotProcess(String owner, SlotFolder folder) {

  private static final String ARTIFACT = "BACKLINE_ARTIFACT";
  private static final String RELEASE = "BACKLINE_RELEASE";
  private static final String CONFIGURATION = "BACKLINE_CONFIGURATION";
  private static final String PORT = "BACKLINE_PORT";
  private static final Duration TASK_GRACE = Duration.ofSeconds(2);

  /** What the slot's process carries. */
  Marker marker(SlotState state) {
    return new Marker(
        owner,
        folder.path(),
        state.launchId(),
        Map.of(
            ARTIFACT, state.release().digest(),
            RELEASE, state.release().label(),
            CONFIGURATION, state.release().configuration(),
            PORT, Integer.toString(state.port())));
  }

  /** What a command that is run in the slot's files carries. */
  Marker taskMarker(String id) {
    return new Marker(taskOwner(), folder.path(), id, Map.of());
  }

  /** What a command that a person runs beside the release carries. */
  Marker visitorMarker(String id) {
    return new Marker(visitorOwner(), folder.path(), id, Map.of());
  }

  SlotStatus status() {
    Optional<SlotState> written = folder.state();
    if (written.isPresent()) {
      return status(written.get());
    }
    return found()
        .<SlotStatus>map(SlotStatus.Running::new)
        .or(() -> folder.prepared().map(SlotStatus.Prepared::new))
        .orElseGet(SlotStatus.Empty::new);
  }

  private SlotStatus status(SlotState state) {
    if (state.process().filter(Processes::alive).isPresent()) {
      return new SlotStatus.Running(state);
    }
    return switch (state.desired()) {
      case STOPPED -> new SlotStatus.Stopped(state);
      case RUNNING ->
          // Started, and the controller died before it could write down the process.
          state.process().isEmpty()
              ? started(state.launchId())
                  .<SlotStatus>map(
                      process -> new SlotStatus.Running(state.with(new RunsAs.Process(process))))
                  .orElseGet(() -> new SlotStatus.Dead(state))
              : new SlotStatus.Dead(state);
    };
  }

  private Optional<ProcessIdentity> started(String launchId) {
    return leaders()
        .filter(bearer -> bearer.marker().id().equals(launchId))
        .map(bearer -> bearer.process().identity())
        .findFirst();
  }

  /** A release of this slot that nothing is written down of; the newest if there are several. */
  private Optional<SlotState> found() {
    return leaders()
        .max(Comparator.comparingLong(bearer -> bearer.process().identity().startTime()))
        .flatMap(SlotProcess::rebuilt);
  }

  private java.util.stream.Stream<Marker.Bearer> leaders() {
    return Marker.bearers(owner, folder.path()).stream()
        .filter(bearer -> bearer.process().leadsSession());
  }

  private static Optional<SlotState> rebuilt(Marker.Bearer bearer) {
    Map<String, String> facts = bearer.marker().facts();
    if (!facts.keySet().containsAll(List.of(ARTIFACT, RELEASE, CONFIGURATION, PORT))) {
      return Optional.empty();
    }
    ProcessIdentity process = bearer.process().identity();
    return Optional.of(
        new SlotState(
            new ReleaseRef(
                facts.getOrDefault(ARTIFACT, ""),
                facts.getOrDefault(RELEASE, ""),
                facts.getOrDefault(CONFIGURATION, "")),
            bearer.marker().id(),
            Optional.of(new RunsAs.Process(process)),
            Integer.parseInt(facts.getOrDefault(PORT, "")),
            ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().startInstant())
                .orElse(Instant.EPOCH),
            Optional.empty(),
            SlotState.Desired.RUNNING));
  }

  /** The running release's process and all that came from it. */
  ProcessGroup group(SlotState state) {
    return new ProcessGroup(state.process(), marker(state));
  }

  /** Ends the release, and whatever earlier starts and commands have left running. */
  void endAll(Optional<SlotState> state, Duration grace) throws InterruptedException {
    if (state.isPresent()) {
      group(state.get()).end(grace);
    }
    endLeftovers(owner, grace);
    endLeftovers(visitorOwner(), TASK_GRACE);
    endTasks();
  }

  /** Ends commands whose caller died. */
  void endTasks() throws InterruptedException {
    endLeftovers(taskOwner(), TASK_GRACE);
  }

  private void endLeftovers(String whose, Duration grace) throws InterruptedException {
    Set<String> ended = new HashSet<>();
    for (Marker.Bearer bearer : Marker.bearers(whose, folder.path())) {
      if (ended.add(bearer.marker().id())) {
        new ProcessGroup(Optional.of(bearer.process().identity()), bearer.marker()).end(grace);
      }
    }
  }

  private String taskOwner() {
    return owner + "/task";
  }

  private String visitorOwner() {
    return owner + "/visitor";
  }
}
