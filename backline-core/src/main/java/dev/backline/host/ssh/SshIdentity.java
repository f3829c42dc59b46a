package dev.backline.host.ssh;

import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What proves to a server who we are. */
public sealed interface SshIdentity {

  /**
   * A private key in a file: ed25519, ecdsa or rsa, in OpenSSH's or PEM's form.
   *
   * @param passphrase what it is encrypted with; empty if it is not
   */
  record KeyFile(Path file, Optional<Secret> passphrase) implements SshIdentity {}

  /**
   * Keys held by an agent.
   *
   * @param socket its Unix socket
   */
  record Agent(Path socket) implements SshIdentity {

    /** The agent that {@code SSH_AUTH_SOCK} names, if it names one (ssh-agent(1)). */
    public static Optional<Agent> of(Map<String, String> variables) {
      return Optional.ofNullable(variables.get("SSH_AUTH_SOCK"))
          .filter(socket -> !socket.isBlank())
          .map(socket -> new Agent(Path.of(socket)));
    }
  }
}
