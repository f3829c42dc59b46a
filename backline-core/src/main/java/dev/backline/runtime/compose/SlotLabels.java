package dev.backline.runtime.compose;

import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.RunsAs;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotState.Desired;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a container carries of its start, so that it is known where nothing is written of it. */
final class SlotLabels {

  static final String PROJECT = "dev.backline.project";
  static final String SLOT = "dev.backline.slot";
  static final String LAUNCH = "dev.backline.launch";
  static final String TASK = "dev.backline.task";

  /** As annotated images have it, which say what they say before they have a version. */
  private static final String VERSION = "org.opencontainers.image.version";

  private static final String DIGEST = "dev.backline.digest";
  private static final String RELEASE = "dev.backline.release";
  private static final String CONFIGURATION = "dev.backline.configuration";
  private static final String PORT = "dev.backline.port";
  private static final String STARTED = "dev.backline.started";

  private SlotLabels() {}

  static SortedMap<String, String> of(ProjectName project, Slot slot, SlotState state) {
    return new TreeMap<>(
        Map.of(
            PROJECT, project.value(),
            SLOT, slot.label(),
            LAUNCH, state.launchId(),
            DIGEST, state.release().digest(),
            RELEASE, state.release().label(),
            VERSION, state.release().label(),
            CONFIGURATION, state.release().configuration(),
            PORT, Integer.toString(state.port()),
            STARTED, state.startedAt().toString()));
  }

  /**
   * The state that a container's labels tell; empty if it isn't one of ours.
   *
   * @param desired what it seems that it should do
   */
  static Optional<SlotState> read(Container container, Desired desired) {
    Map<String, String> labels = container.labels();
    try {
      return Optional.of(
          new SlotState(
              new ReleaseRef(
                  labels.getOrDefault(DIGEST, ""),
                  labels.getOrDefault(RELEASE, ""),
                  labels.getOrDefault(CONFIGURATION, "")),
              labels.getOrDefault(LAUNCH, ""),
              Optional.of(new RunsAs.Container(container.id())),
              Integer.parseInt(labels.getOrDefault(PORT, "")),
              Instant.parse(labels.getOrDefault(STARTED, "")),
              Optional.empty(),
              desired));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
