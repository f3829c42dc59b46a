package dev.backline.config;

import java.util.Objects;
import java.util.SequencedMap;

/**
 * How a release is started, judged healthy and stopped.
 *
 * @param command run in the bundle's directory; may hold placeholders that aren't confidential
 * @param port the variable that tells the release which port to listen on
 * @param env given to releases and tasks; migrations get {@code database.env} only
 */
public record RunSpec(
    Argv command,
    VariableName port,
    SequencedMap<VariableName, Template> env,
    HealthSpec health,
    StopSpec stop,
    LimitSpec limits) {

  public RunSpec {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(health, "health");
    Objects.requireNonNull(stop, "stop");
    Objects.requireNonNull(limits, "limits");
    env = Checked.ordered(env);
  }
}
