package dev.backline.server;

import dev.backline.Backline;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.keeper.Keeper;
import dev.backline.keeper.KeeperEvent;
import dev.backline.pipeline.EnvironmentUpkeep;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every environment's live release and edge up, looking once a second; after a reboot it
 * brings them back.
 */
final class Upkeep implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private record Place(AppName app, EnvironmentName environment) {}

  private final Backline backline;
  private final Map<Place, Keeper> keepers = new ConcurrentHashMap<>();

  Upkeep(Backline backline) {
    this.backline = backline;
  }

  /** Goes on until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        lookAtAll();
      }
    } catch (InterruptedException stopped) {
      // The controller ends; what serves goes on.
    }
  }

  private void lookAtAll() throws InterruptedException {
    try {
      for (AppName app : backline.parts().history().apps()) {
        for (EnvironmentName environment : backline.parts().history().environments(app)) {
          keepers.computeIfAbsent(new Place(app, environment), this::keeper).tick();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("keeping releases up failed; trying again", e);
    }
  }

  private Keeper keeper(Place place) {
    return EnvironmentUpkeep.keeper(
        backline.parts(), place.app(), place.environment(), event -> tell(place, event));
  }

  private static void tell(Place place, KeeperEvent event) {
    LOG.warn("{} {}: {}", place.app(), place.environment(), event);
  }
}
