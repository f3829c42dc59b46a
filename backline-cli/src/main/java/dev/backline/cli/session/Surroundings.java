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

/**
 * What a command line finds around it. Tests bring their own.
 *
 * @param variables the process's environment
 * @param directory the current directory
 * @param input standard input
 * @param pipelines what runs are made of
 */
public record Surroundings(
    Map<String, String> variables,
    Path directory,
    InputStream input,
    Terminal terminal,
    InstantSource clock,
    ZoneId zone,
    Function<Backline, Pipelines> pipelines) {

  public Surroundings {
    variables = Map.copyOf(variables);
    directory = directory.toAbsolutePath().normalize();
  }
}
