package dev.backline.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the artifact is built.
 *
 * @param command run in a clean checkout of the commit
 * @param inputs what the artifact is made of; nothing changed there means no new build
 * @param tools commands whose output belongs to the inputs, such as {@code java -version}
 * @param timeout more than zero
 */
public record BuildSpec(Commands command, List<Glob> inputs, List<Argv> tools, Duration timeout) {

  public BuildSpec {
    Objects.requireNonNull(command, "command");
    inputs = List.copyOf(inputs);
    tools = List.copyOf(tools);
    Checked.that(!inputs.isEmpty(), "inputs is empty: a build is made of something");
    Checked.that(timeout.isPositive(), "timeout has to be more than zero");
  }
}
