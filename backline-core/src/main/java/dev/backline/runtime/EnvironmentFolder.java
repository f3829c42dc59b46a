package dev.backline.runtime;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;

/**
 * Where on the host an environment's slots and edge lie.
 *
 * @param name {@code app/environment}; marks the environment's processes
 */
public record EnvironmentFolder(String name, Path path) {

  public EnvironmentFolder {
    path = path.toAbsolutePath().normalize();
  }

  public static EnvironmentFolder of(DataDirectory data, AppName app, EnvironmentName environment) {
    return new EnvironmentFolder(
        app + "/" + environment, data.environment(app.value(), environment.value()));
  }

  /**
   * A place of its own for releases that are only tried, never served; with two slots like the
   * environment. Its name can't be that of an environment.
   */
  public EnvironmentFolder rehearsal() {
    return new EnvironmentFolder(name + ".rehearsal", path.resolve("rehearsal"));
  }

  public Path slot(Slot slot) {
    return path.resolve("slots").resolve(slot.label());
  }

  /** Of the network that what is tried is shut off in. */
  public Path network() {
    return path.resolve("network");
  }

  public Path edge() {
    return path.resolve("edge");
  }
}
