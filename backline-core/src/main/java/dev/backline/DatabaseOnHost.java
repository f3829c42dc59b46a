package dev.backline;

import dev.backline.config.DatabasePlace;
import dev.backline.database.container.AppAddress;
import dev.backline.database.container.DatabaseContainer;
import dev.backline.database.container.ServerContainer;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.DockerCommands;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.runtime.compose.BesideReleases;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ProjectName;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The database's container of an environment's project. Once it is there it is only ever started;
 * whoever asks for it holds the environment's lease.
 */
record DatabaseOnHost(
    ReachedHost host,
    DatabasePlace.Container place,
    ProjectName project,
    BesideReleases beside,
    FenceOnHost fences)
    implements DatabaseContainer {

  private static final String SERVICE = AppAddress.IN_NETWORK.host();

  @Override
  public ServerContainer up(Secret superuserPassword, Duration limit) throws InterruptedException {
    String container = container(project);
    if (host.run(DockerCommands.inspect(container)).succeeded()) {
      start(container);
    } else {
      beside.ensure(spec(superuserPassword), Optional.empty(), fences.highest());
    }
    return new ServerContainer(container, project.value(), AppAddress.IN_NETWORK);
  }

  /** What its container is called. */
  static String container(ProjectName project) {
    return project + "-" + SERVICE;
  }

  /** For those that run beside it. */
  BesideSpec.Database declared(Secret superuserPassword) {
    return new BesideSpec.Database(place, Map.of("POSTGRES_PASSWORD", superuserPassword));
  }

  private BesideSpec spec(Secret superuserPassword) {
    return new BesideSpec(
        Optional.of(declared(superuserPassword)), Optional.empty(), List.of(), Map.of());
  }

  private void start(String container) throws InterruptedException {
    CommandResult started = host.run(DockerCommands.start(container));
    if (!started.succeeded()) {
      throw Failure.unavailable(
              "starting the database's container " + container + " on " + host.name(),
              started.lastWords(),
              "see: docker logs " + container)
          .toException();
    }
  }
}
