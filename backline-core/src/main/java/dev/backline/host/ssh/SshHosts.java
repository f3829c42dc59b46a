package dev.backline.host.ssh;

import dev.backline.config.HostSpec;
import dev.backline.config.SshLoginAddress;
import dev.backline.failure.Failure;
import dev.backline.host.HostOpener;
import dev.backline.host.ssh.SshIdentity.Agent;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts of a configuration over SSH. Who logs in proves itself by the host's own key, or where
 * the configuration names none, by the agent and the user's usual keys, as ssh(1) does.
 *
 * @param home where {@code .ssh} lies, and what a relative or {@code ~/} path begins at
 * @param agent the running agent, if there is one
 */
public record SshHosts(PinnedKeys pins, Path home, Optional<Agent> agent, SshDeadlines deadlines)
    implements HostOpener {

  /** The strongest first; id_dsa and what is made for security keys can't be used. */
  private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  /**
   * As the user who runs this has it set up.
   *
   * @param variables {@code HOME} and {@code SSH_AUTH_SOCK} of them are looked at
   */
  public static SshHosts of(Path knownHosts, Map<String, String> variables) {
    Path home = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")));
    // A socket that is gone says only that the agent has ended; other keys may still do.
    Optional<Agent> agent = Agent.of(variables).filter(found -> Files.exists(found.socket()));
    return new SshHosts(new PinnedKeys(knownHosts), home, agent, SshDeadlines.USUAL);
  }

  @Override
  public SshHost open(HostSpec host) {
    return new SshHost(target(host), pins);
  }

  private SshTarget target(HostSpec host) {
    SshLoginAddress login = host.login();
    return new SshTarget(
        host.name(),
        new SshAddress(login.address(), login.port()),
        login.user(),
        identities(host),
        deadlines);
  }

  private List<SshIdentity> identities(HostSpec host) {
    List<SshIdentity> all = new ArrayList<>();
    host.key().ifPresentOrElse(key -> all.add(named(path(key))), () -> all.addAll(usual()));
    if (all.isEmpty()) {
      throw nothingToLogInWith(host).toException();
    }
    return all;
  }

  private SshIdentity named(Path file) {
    // Its passphrase is not ours to ask for; but an agent may have been told.
    return agent
        .filter(running -> PrivateKeyFile.isEncrypted(file))
        .<SshIdentity>map(running -> running)
        .orElseGet(() -> new KeyFile(file, Optional.empty()));
  }

  private List<SshIdentity> usual() {
    Stream<SshIdentity> files =
        USUAL.stream()
            .map(home.resolve(".ssh")::resolve)
            .filter(Files::isReadable)
            .filter(file -> !PrivateKeyFile.isEncrypted(file))
            .map(file -> new KeyFile(file, Optional.empty()));
    return Stream.concat(agent.stream(), files).toList();
  }

  private Path path(String key) {
    return home.resolve(key.startsWith("~/") ? key.substring(2) : key);
  }

  private Failure nothingToLogInWith(HostSpec host) {
    return Failure.unavailable(
        "logging in to " + host.name() + " (" + host.login() + ")",
        "there is no key to log in with: no agent, and no usual key without a passphrase in "
            + home.resolve(".ssh"),
        "make one with 'ssh-keygen -t ed25519', add one with ssh-add, or name the file as the"
            + " host's key in backline.yml");
  }
}
