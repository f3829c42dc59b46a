package dev.backline.edge.embedded;

import dev.backline.config.ListenAddress;
import dev.backline.runtime.EnvironmentFolder;
import java.util.Optional;

/** Where an environment is reached, by its edge's files alone: nothing is asked or started. */
public final class EdgeAddress {

  private EdgeAddress() {}

  /** What the edge listens on, or will again once it is restarted; empty if none is wanted. */
  public static Optional<ListenAddress> of(EnvironmentFolder environment) {
    return new EdgeFiles(environment.edge())
        .wanted()
        .filter(EdgeFiles.Wanted::running)
        .map(wanted -> wanted.settings().listen());
  }
}
