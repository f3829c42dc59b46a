package dev.backline.database.container;

import dev.backline.config.HostName;
import dev.backline.database.ServerAddress;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.HostKey;
import dev.backline.host.ssh.PinnedKeys;
import dev.backline.host.ssh.SshAddress;
import dev.backline.host.ssh.SshDeadlines;
import dev.backline.host.ssh.SshHost;
import dev.backline.host.ssh.SshIdentity.KeyFile;
import dev.backline.host.ssh.SshTarget;
import dev.backline.testing.BareEngine;
import dev.backline.testing.PostgresImage;
import dev.backline.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * This machine as a host reached over SSH, with a container engine of its own that leaves the
 * machine's networks and firewall alone: real sshd, real engine, PostgreSQL in containers.
 */
public final class DatabaseHost implements AutoCloseable {

  public static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String NETWORK = "backline-test";

  private final Path folder;
  private final BareEngine engine;
  private final SshServer ssh;
  private final SshHost host;

  private DatabaseHost(Path folder, BareEngine engine, SshServer ssh, SshHost host) {
    this.folder = folder;
    this.engine = engine;
    this.ssh = ssh;
    this.host = host;
  }

  public static DatabaseHost start() throws Exception {
    Path folder = Files.createTempDirectory("backline-db");
    BareEngine engine = BareEngine.start();
    SshServer ssh = SshServer.start(folder, Map.of("DOCKER_HOST", engine.address()));
    DatabaseHost all = new DatabaseHost(folder, engine, ssh, reach(ssh, folder));
    try {
      PostgresImage.V15.load(engine.address());
      all.docker("network", "create", NETWORK);
      Files.createDirectory(all.folder());
      return all;
    } catch (Exception | Error e) {
      all.close();
      throw e;
    }
  }

  private static SshHost reach(SshServer ssh, Path folder) throws InterruptedException {
    SshAddress address = new SshAddress("127.0.0.1", ssh.port());
    PinnedKeys pins = new PinnedKeys(folder.resolve("known_hosts"));
    String[] key = ssh.hostKey("ed25519").strip().split(" ", -1);
    pins.trust(address, List.of(new HostKey(key[0], key[1])));
    return new SshHost(
        new SshTarget(
            new HostName("db-1"),
            address,
            ssh.user(),
            List.of(new KeyFile(ssh.clientKey(), Optional.empty())),
            SshDeadlines.USUAL),
        pins);
  }

  public ReachedHost host() {
    return host;
  }

  public SshServer ssh() {
    return ssh;
  }

  /** A folder on the host that belongs to the log-in's user. */
  public Path folder() {
    return folder.resolve("project");
  }

  /** What {@code docker} prints to these arguments, on the host; fails if it fails. */
  public List<String> docker(String... arguments) throws InterruptedException {
    List<String> argv = new ArrayList<>(List.of("docker"));
    argv.addAll(List.of(arguments));
    return run(HostCommand.of(argv));
  }

  private List<String> run(HostCommand command) throws InterruptedException {
    CommandResult result = host.run(command.within(LIMIT));
    if (!result.succeeded()) {
      throw new IllegalStateException(command + ": " + result.lastWords());
    }
    return result.stdout();
  }

  /** A server in a container of that name, published on a port of the host's loopback address. */
  public DatabaseContainer container(String name, int port) {
    return (password, limit) -> {
      if (!host.run(HostCommand.of("docker", "inspect", name)).succeeded()) {
        run(
            HostCommand.of(
                    "docker",
                    "run",
                    "--detach",
                    "--name=" + name,
                    "--network=" + NETWORK,
                    "--publish=127.0.0.1:" + port + ":5432",
                    "--env=POSTGRES_PASSWORD",
                    "--stop-signal=SIGINT",
                    PostgresImage.V15.reference())
                .with("POSTGRES_PASSWORD", password));
      }
      docker("start", name);
      return new ServerContainer(name, NETWORK, new ServerAddress(name, 5432));
    };
  }

  @Override
  public void close() throws InterruptedException {
    host.close();
    ssh.close();
    engine.close();
    new LocalHost().run(HostCommand.of("rm", "-rf", "--", folder.toString()).within(LIMIT));
  }
}
