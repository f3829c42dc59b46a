package dev.backline.registry;

import dev.backline.config.RegistrySpec;
import dev.backline.config.RegistrySpec.Login;
import dev.backline.config.SecretName;
import dev.backline.host.Host;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out what to log in to a registry with. It is asked for anew each time, since tokens are
 * short-lived.
 */
public final class RegistryLogin {

  /** The user of a key of Google's (Artifact Registry manual, "Authentication methods"). */
  private static final String JSON_KEY = "_json_key";

  private final Host here;
  private final URI metadata;

  /**
   * On this machine.
   *
   * @param here where credential helpers run
   */
  public RegistryLogin(Host here) {
    this(here, MachineToken.METADATA);
  }

  /** With another metadata service. */
  RegistryLogin(Host here, URI metadata) {
    this.here = here;
    this.metadata = metadata;
  }

  /**
   * The credential; empty if the registry needs none.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when a secret isn't set,
   *     {@code UNAVAILABLE} when the helper or the metadata service doesn't answer
   */
  public Optional<Credential> credential(RegistrySpec spec, EnvironmentSecrets secrets)
      throws InterruptedException {
    return switch (spec.login()) {
      case Login.Nobody() -> Optional.empty();
      case Login.Password(String user, SecretName password) ->
          Optional.of(new Credential(user, secret(secrets, password)));
      case Login.ServiceAccountKey(SecretName key) ->
          Optional.of(new Credential(JSON_KEY, secret(secrets, key)));
      case Login.Program(String name) ->
          Optional.of(
              new CredentialProgram(here, name).get(Repository.of(spec.repository()).registry()));
      case Login.MachineIdentity() -> Optional.of(new MachineToken(metadata).get());
    };
  }

  private static Secret secret(EnvironmentSecrets secrets, SecretName name) {
    return Objects.requireNonNull(secrets.require(List.of(name)).get(name));
  }
}
