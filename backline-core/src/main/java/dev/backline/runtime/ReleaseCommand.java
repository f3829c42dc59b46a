package dev.backline.runtime;

import dev.backline.config.Argv;
import dev.backline.secret.Secret;
import java.util.Map;

/**
 * A command with all placeholders filled in, run in the release's folder.
 *
 * @param environment added to the host's minimal one; never printed and never written to a file
 */
public record ReleaseCommand(Argv argv, Map<String, Secret> environment) {

  public ReleaseCommand {
    environment = Map.copyOf(environment);
    environment.forEach((name, value) -> {
      if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value.reveal()).indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not an environment variable: " + name);
      }
    });
  }

  /** Words and names of variables; no values. */
  @Override
  public String toString() {
    return argv + (environment.isEmpty() ? "" : " with " + environment.keySet());
  }
}
