package dev.backline.database.container;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.DatabaseServer;
import dev.backline.database.Deadline;
import dev.backline.database.OwnServer;
import dev.backline.database.RandomPassword;
import dev.backline.database.RoleName;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import dev.backline.database.ServerWait;
import dev.backline.failure.Failure;
import dev.backline.host.HostPort;
import dev.backline.host.ReachedHost;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An environment's database in a container on a host, reached from this machine through the
 * connection to that host.
 */
public final class ContainerDatabaseServer implements DatabaseServer {

  private static final DatabaseName MAINTENANCE = new DatabaseName("postgres");
  private static final RoleName SUPERUSER = new RoleName("postgres");

  private final ReachedHost host;
  private final int port;
  private final DatabaseContainer container;
  private final Function<ServerContainer, ServerAddress> seenByApp;
  private final DatabasePasswords passwords;
  private final DatabaseName live;
  private @Nullable HostPort tunnel;

  /**
   * @param port where the container is published on the host's 127.0.0.1
   * @param seenByApp where the app finds the server, such as by {@link AppAddress}
   */
  public ContainerDatabaseServer(
      ReachedHost host,
      int port,
      DatabaseContainer container,
      Function<ServerContainer, ServerAddress> seenByApp,
      DatabasePasswords passwords,
      DatabaseName live) {
    this.host = host;
    this.port = port;
    this.container = container;
    this.seenByApp = seenByApp;
    this.passwords = passwords;
    this.live = live;
  }

  @Override
  public RunningServer start(Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.in(limit);
    ServerContainer running = container(deadline.left());
    DatabaseAccess admin = admin();
    ServerWait.until(admin, "the PostgreSQL server on " + host.name(), deadline);
    return new OwnServer(
        admin,
        passwords,
        live,
        seenByApp.apply(running),
        new ContainerDisk(host, running, admin)::freeBytes);
  }

  /**
   * The environment's database as its app's role, from this machine, as it is there: nothing is
   * started or made. It leads there as long as {@link #start}'s does.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be reached
   *     within {@code limit}
   */
  public DatabaseAccess reach(Duration limit) throws InterruptedException {
    RoleName role = new RoleName(live.value());
    Secret password =
        passwords
            .find(role)
            .orElseThrow(() ->
                Failure.unavailable(
                        "reaching database " + live + " on " + host.name(),
                        "it was never made from this data directory",
                        "deliver to the environment first, or name the data directory with --data")
                    .toException());
    DatabaseAccess access = new DatabaseAccess("127.0.0.1", tunnel().port(), live, role, password);
    ServerWait.until(access, "the PostgreSQL server on " + host.name(), Deadline.in(limit));
    return access;
  }

  /** The container, brought up if it does not run. */
  public ServerContainer container(Duration limit) throws InterruptedException {
    return container.up(superuserPassword(), limit);
  }

  /** Gives up the way through the host's connection; the server goes on. */
  @Override
  public synchronized void close() {
    HostPort open = tunnel;
    if (open != null) {
      open.close();
      tunnel = null;
    }
  }

  private DatabaseAccess admin() throws InterruptedException {
    return new DatabaseAccess(
        "127.0.0.1", tunnel().port(), MAINTENANCE, SUPERUSER, superuserPassword());
  }

  private synchronized HostPort tunnel() throws InterruptedException {
    HostPort open = tunnel;
    if (open == null || !open.isOpen()) {
      close();
      open = host.forward(port);
      tunnel = open;
    }
    return open;
  }

  /** Kept before the container gets it, so that no server ever has one that nobody knows. */
  private synchronized Secret superuserPassword() {
    RoleName kept = live.superuser();
    return passwords
        .find(kept)
        .orElseGet(() -> {
          Secret password = RandomPassword.create();
          passwords.keep(kept, password);
          return password;
        });
  }
}
