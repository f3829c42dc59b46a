package dev.backline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * A one-off command in a release's environment.
 *
 * @param command run in the bundle's directory; may hold placeholders that aren't confidential
 * @param env beside {@code database.env}
 * @param afterFirstDeployment whether it runs by itself, once, when an environment's first release
 *     is healthy and before its smoke tests
 * @param timeout more than zero
 */
public record TaskSpec(
    TaskName name,
    Argv command,
    SequencedMap<VariableName, Template> env,
    boolean afterFirstDeployment,
    Duration timeout) {

  public TaskSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(command, "command");
    env = Checked.ordered(env);
    Checked.that(timeout.isPositive(), "timeout has to be more than zero");
  }
}
