package dev.backline.config;

import java.util.Objects;

/**
 * The registry that images go through on their way to the hosts.
 *
 * @param repository without a tag, such as {@code registry.example.com/team/app}
 */
public record RegistrySpec(ImageName repository, Login login) {

  /** How to log in there. */
  public sealed interface Login {

    /** Not at all. */
    record Nobody() implements Login {}

    record Password(String user, SecretName password) implements Login {}

    /** {@code docker-credential-NAME}, on the machine that Backline runs on. */
    record Program(String name) implements Login {}

    /** A Google service account's key in JSON, kept as a secret. */
    record ServiceAccountKey(SecretName key) implements Login {}

    /** The identity of the machine itself, from its metadata service at 169.254.169.254. */
    record MachineIdentity() implements Login {}
  }

  public RegistrySpec {
    Objects.requireNonNull(login, "login");
    Checked.that(
        repository.value().indexOf('/') > 0 && repository.value().indexOf('@') < 0,
        "repository has to name the registry and no digest: registry.example.com/team/app");
  }
}
