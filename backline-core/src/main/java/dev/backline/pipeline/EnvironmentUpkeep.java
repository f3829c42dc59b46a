package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HttpPath;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.host.local.HostFence;
import dev.backline.keeper.Keeper;
import dev.backline.keeper.KeeperEvent;
import dev.backline.release.Release;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.SlotState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What keeps an environment up between deployments: its keeper, told how each release was started.
 */
public final class EnvironmentUpkeep {

  private static final Duration SERVER_START = Duration.ofSeconds(30);
  private static final HttpPath ANY_PATH = new HttpPath("/");

  private final Parts parts;
  private final AppName app;
  private final EnvironmentName environment;

  private EnvironmentUpkeep(Parts parts, AppName app, EnvironmentName environment) {
    this.parts = parts;
    this.app = app;
    this.environment = environment;
  }

  public static Keeper keeper(
      Parts parts, AppName app, EnvironmentName environment, Consumer<KeeperEvent> events) {
    EnvironmentUpkeep upkeep = new EnvironmentUpkeep(parts, app, environment);
    EnvironmentPlace here = parts.environments().here(app, environment);
    return new Keeper(
        here.runtime(),
        here.edge(),
        (slot, state) -> upkeep.launch(state),
        upkeep::highestFence,
        ANY_PATH,
        parts.clock(),
        events);
  }

  /**
   * How the release in a slot was started, from the history and the secrets; starts the database's
   * server if need be.
   */
  private Optional<Launch> launch(SlotState state) {
    Optional<Release> release = parts.history().byLabel(app, environment, state.release().label());
    return release.map(known -> launch(known, state));
  }

  private Launch launch(Release release, SlotState state) {
    AppConfig config = parts.configurations().at(app, release.candidate().commit());
    EnvironmentSpec spec = config.environment(environment).orElseThrow();
    ReleaseValues values =
        new ReleaseValues(
            config,
            spec,
            release.label(),
            release.candidate().commit(),
            database(config),
            parts.secrets().of(app, environment).require(config.secretsOf(spec)));
    return new Launch(state.release(), values::serve, config.run().limits());
  }

  private Optional<DatabaseAccess> database(AppConfig config) {
    if (config.database().isEmpty()) {
      return Optional.empty();
    }
    try {
      RunningServer server = parts.environments().here(app, environment).server(SERVER_START);
      return Optional.of(server.forApp(server.ensure()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.unavailable("starting the database", "Backline is stopping", "start it again")
          .toException(e);
    }
  }

  private Fence highestFence() {
    return new HostFence(EnvironmentFolder.of(parts.data(), app, environment).path()).highest();
  }
}
