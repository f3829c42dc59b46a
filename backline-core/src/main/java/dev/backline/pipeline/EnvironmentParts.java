package dev.backline.pipeline;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Placement;
import dev.backline.config.RegistrySpec;
import java.util.Optional;

/** Finds the places that environments live in. */
public interface EnvironmentParts {

  /** The same place for equal arguments, as long as this process lives. */
  EnvironmentPlace at(
      AppName app,
      EnvironmentName environment,
      Placement placement,
      Optional<RegistrySpec> registry);

  /** The place on this machine. */
  default EnvironmentPlace here(AppName app, EnvironmentName environment) {
    return at(app, environment, new Placement.ThisMachine(), Optional.empty());
  }
}
