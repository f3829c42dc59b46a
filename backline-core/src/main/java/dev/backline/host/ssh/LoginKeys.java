package dev.backline.host.ssh;

import dev.backline.host.ssh.SshIdentity.Agent;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The keys to log in with, read before the host is spoken to.
 *
 * @param agent the socket of an agent that holds more
 */
record LoginKeys(List<KeyPair> pairs, Optional<Path> agent) {

  LoginKeys {
    pairs = List.copyOf(pairs);
  }

  static LoginKeys read(SshTarget target) {
    List<KeyPair> pairs = new ArrayList<>();
    Optional<Path> agent = Optional.empty();
    for (SshIdentity identity : target.identities()) {
      switch (identity) {
        case KeyFile key -> pairs.addAll(read(target, key));
        case Agent held -> agent = Optional.of(reachable(target, held.socket()));
      }
    }
    return new LoginKeys(pairs, agent);
  }

  void giveTo(SshClient client, ClientSession session) {
    agent.ifPresent(socket -> client.setAgentFactory(new AgentSocketFactory(socket)));
    pairs.forEach(session::addPublicKeyIdentity);
  }

  private static List<KeyPair> read(SshTarget target, KeyFile key) {
    FilePasswordProvider passphrase =
        key.passphrase()
            .map(Secret::reveal)
            .map(FilePasswordProvider::of)
            .orElse(FilePasswordProvider.EMPTY);
    try (InputStream text = Files.newInputStream(key.file())) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(key.file().toString()), text, passphrase);
      List<KeyPair> all = new ArrayList<>();
      if (pairs != null) {
        pairs.forEach(all::add);
      }
      if (all.isEmpty()) {
        throw new IOException("there is no private key in it");
      }
      return all;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw SshFailures.identityUnusable(
              target,
              "the key file " + key.file() + " can't be used: " + why(e),
              key.passphrase().isPresent()
                  ? "correct its passphrase, or give another key"
                  : "give a private key that this account may read, and its passphrase if it has"
                      + " one")
          .toException(e);
    }
  }

  private static String why(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "it does not exist"
        : String.valueOf(e.getMessage());
  }

  private static Path reachable(SshTarget target, Path socket) {
    if (!Files.exists(socket)) {
      throw SshFailures.identityUnusable(
              target,
              "there is no agent at " + socket,
              "start ssh-agent, add a key with ssh-add, and set SSH_AUTH_SOCK")
          .toException();
    }
    return socket;
  }
}
