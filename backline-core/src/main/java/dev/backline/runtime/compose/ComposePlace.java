package dev.backline.runtime.compose;

import dev.backline.runtime.Slot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where an environment's releases run on a host.
 *
 * @param directory of the project, absolute; the log-in's user can write there
 * @param grace what {@code compose.yaml} says for those who stop a release by hand
 */
public record ComposePlace(
    Path directory, ProjectName project, SlotPorts ports, Duration grace, ProjectNetwork network) {

  public ComposePlace {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + directory);
    }
  }

  /**
   * Where releases of the same environment are only tried: nothing of theirs is called or lies as
   * what serves does.
   *
   * @param neighbour see {@link ProjectNetwork.Apart}
   */
  public ComposePlace rehearsal(Optional<String> neighbour) {
    return new ComposePlace(
        directory.resolve("rehearsal"),
        project.rehearsal(),
        ports.rehearsal(),
        grace,
        new ProjectNetwork.Apart(neighbour));
  }

  String container(Slot slot) {
    return project.container(slot);
  }
}
