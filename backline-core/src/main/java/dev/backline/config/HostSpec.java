package dev.backline.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A host of an environment.
 *
 * @param key the file, on the machine that Backline runs on, with the private key to log in with;
 *     if empty the agent and the user's usual keys are tried
 */
public record HostSpec(HostName name, SshLoginAddress login, Optional<String> key) {

  public HostSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(key, "key");
  }
}
