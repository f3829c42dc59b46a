package dev.backline.runtime.compose;

import dev.backline.runtime.Slot;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where an environment's releases run on a host.
 *
 * @param directory of the project, absolute; the log-in's user can write there
 * @param grace what {@code compose.yaml} says for those who stop a release by hand
 */
public record ComposePlace(Path directory, ProjectName project, SlotPorts ports, Duration grace) {

  public ComposePlace {
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + directory);
    }
  }

  String container(Slot slot) {
    return project.container(slot);
  }
}
