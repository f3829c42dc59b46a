package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.config.SecretName;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.release.Release;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The process of the release that serves, compared with what would be started now. */
final class LiveProcess {

  private LiveProcess() {}

  /**
   * Whether it runs, and with the secrets of today: if not, delivering the same release again
   * changes something. Only looks; nothing is started for it.
   */
  static boolean isAsStartedNow(Delivery delivery, Release live) throws InterruptedException {
    Optional<SlotState> running = running(delivery, live);
    if (running.isEmpty()) {
      return false;
    }
    AppConfig config = delivery.config(live.candidate().commit());
    String now =
        new RunningConfiguration(delivery.parts().data())
            .of(
                live.candidate().ref().configuration(),
                ReleaseValues.confidential(secrets(delivery, config), password(delivery, config)));
    return running.get().release().configuration().equals(now);
  }

  private static Optional<SlotState> running(Delivery delivery, Release live)
      throws InterruptedException {
    if (live.slot().isEmpty()) {
      return Optional.empty();
    }
    AppConfig config = delivery.config(live.candidate().commit());
    return Optional.of(delivery.place(config).runtime().status(live.slot().get()))
        .filter(SlotStatus.Running.class::isInstance)
        .flatMap(SlotStatus::known)
        .filter(state -> state.release().digest().equals(live.candidate().ref().digest()));
  }

  /** Those that are set: where one is missing by now, the comparison fails, and so it should. */
  private static Map<SecretName, Secret> secrets(Delivery delivery, AppConfig config) {
    EnvironmentSpec spec = delivery.spec(config);
    EnvironmentSecrets kept = delivery.parts().secrets().of(delivery.app(), delivery.environment());
    Map<SecretName, Secret> set = new HashMap<>();
    config.secretsOf(spec).forEach(name -> kept.get(name).ifPresent(value -> set.put(name, value)));
    return set;
  }

  /** What the release reaches its database with, if that can be told without starting anything. */
  private static Optional<Secret> password(Delivery delivery, AppConfig config) {
    if (config.database().isEmpty()) {
      return Optional.empty();
    }
    return given(delivery.spec(config).placement())
        .map(place ->
            delivery
                .parts()
                .secrets()
                .of(delivery.app(), delivery.environment())
                .get(place.password()))
        .orElseGet(() ->
            delivery
                .parts()
                .databasePasswords()
                .find(
                    new RoleName(DatabaseName.of(delivery.app(), delivery.environment()).value())));
  }

  /** The server that somebody else looks after, if the database is on one. */
  private static Optional<DatabasePlace.Given> given(Placement placement) {
    return switch (placement) {
      case Placement.ThisMachine _ -> Optional.empty();
      case Placement.OnHosts hosts ->
          hosts
              .database()
              .flatMap(place ->
                  switch (place) {
                    case DatabasePlace.Given given -> Optional.of(given);
                    case DatabasePlace.Container _ -> Optional.empty();
                  });
    };
  }
}
