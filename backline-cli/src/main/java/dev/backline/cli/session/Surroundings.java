package dev.backline.cli.session;

import dev.backline.Backline;
import dev.backline.cli.terminal.Terminal;
import dev.backline.run.Pipelines;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command line finds around it. Tests bring their own.
 *
 * @param variables the process's environment
 * @param directory the current directory
 * @param input standard input
 * @param zone asked only when a time is shown: finding it out takes some 30 ms
 * @param pipelines what runs are made of
 */
public record Surroundings(
    Map<String, String> variables,
    Path directory,
    InputStream input,
    Terminal terminal,
    InstantSource clock,
    Supplier<ZoneId> zone,
    Function<Backline, Pipelines> pipelines) {

  public Surroundings {
    variables = Map.copyOf(variables);
    directory = directory.toAbsolutePath().normalize();
  }
}
