package dev.backline.config;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Where in a backline.yml the variables of a release come from. Decides only; does nothing. */
public final class VariableOrigin {

  private VariableOrigin() {}

  /**
   * For each variable of the release, the key that its value is declared under: of several the
   * strongest, in the order of {@link ReleaseConfiguration#env()}; that of the port comes last.
   */
  public static SequencedMap<VariableName, String> of(
      AppConfig config, EnvironmentSpec environment) {
    SequencedMap<VariableName, String> origins = new LinkedHashMap<>();
    config
        .database()
        .ifPresent(
            declared -> declared.env().keySet().forEach(name -> origins.put(name, "database.env")));
    config.run().env().keySet().forEach(name -> origins.put(name, "run.env"));
    environment
        .env()
        .keySet()
        .forEach(name -> origins.put(name, "environments." + environment.name() + ".env"));
    origins.put(config.run().port(), "run.port");
    return origins;
  }
}
