package dev.backline;

import dev.backline.backup.LocalPostgresTools;
import dev.backline.backup.PostgresTools;
import dev.backline.backup.container.ContainerPostgresTools;
import dev.backline.config.DatabasePlace;
import dev.backline.config.SecretName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.RunningServer;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.database.container.ContainerDatabaseServer;
import dev.backline.database.given.GivenDatabaseServer;
import dev.backline.failure.Failure;
import dev.backline.host.Host;
import dev.backline.host.ReachedHost;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The database of an environment on hosts. */
sealed interface HostedDatabase {

  RunningServer server(Duration limit) throws InterruptedException;

  /** As the app's role, as it is there: nothing is started or made. */
  DatabaseAccess reach(Duration limit) throws InterruptedException;

  PostgresTools tools() throws InterruptedException;

  /** What of it runs in the project on that host. */
  Optional<BesideSpec.Database> beside(Host host);

  /** The app has none. */
  record None() implements HostedDatabase {

    @Override
    public RunningServer server(Duration limit) {
      throw none();
    }

    @Override
    public DatabaseAccess reach(Duration limit) {
      throw none();
    }

    @Override
    public PostgresTools tools() {
      throw none();
    }

    @Override
    public Optional<BesideSpec.Database> beside(Host host) {
      return Optional.empty();
    }

    private static RuntimeException none() {
      return Failure.usage(
              "reaching the database of an environment on hosts",
              "backline.yml does not say where it is",
              "declare it under the environment's 'database'")
          .toException();
    }
  }

  /** In a container of the project on one of the hosts. */
  record InContainer(
      ContainerDatabaseServer database,
      DatabaseOnHost container,
      DatabasePasswords passwords,
      DatabaseName live)
      implements HostedDatabase {

    private static final Duration START = Duration.ofMinutes(1);

    @Override
    public RunningServer server(Duration limit) throws InterruptedException {
      return database.start(limit);
    }

    @Override
    public DatabaseAccess reach(Duration limit) throws InterruptedException {
      return database.reach(limit);
    }

    @Override
    public PostgresTools tools() throws InterruptedException {
      ReachedHost host = container.host();
      Path dumps = container.fences().folder().resolve("dumps");
      return ContainerPostgresTools.of(host, database.container(START), dumps);
    }

    @Override
    public Optional<BesideSpec.Database> beside(Host host) {
      return passwords
          .find(live.superuser())
          .filter(kept -> host.name().equals(container.host().name()))
          .map(container::declared);
    }
  }

  /**
   * On a server that somebody else looks after; its tools are those of this machine.
   *
   * @param here this machine
   */
  record Given(
      DatabasePlace.Given place,
      EnvironmentSecrets secrets,
      Host here,
      PostgresInstallations installations)
      implements HostedDatabase {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    @Override
    public RunningServer server(Duration limit) throws InterruptedException {
      SecretName password = place.password();
      Secret value = Objects.requireNonNull(secrets.require(List.of(password)).get(password));
      return new GivenDatabaseServer(place, value).start(limit);
    }

    @Override
    public DatabaseAccess reach(Duration limit) throws InterruptedException {
      return server(limit).ensure();
    }

    @Override
    public PostgresTools tools() throws InterruptedException {
      int major = server(ANSWER).version().major();
      return new LocalPostgresTools(here, installations.forServer(major));
    }

    @Override
    public Optional<BesideSpec.Database> beside(Host host) {
      return Optional.empty();
    }
  }
}
