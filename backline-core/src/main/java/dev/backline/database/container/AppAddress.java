package dev.backline.database.container;

import dev.backline.config.DatabasePlace;
import dev.backline.database.ServerAddress;
import dev.backline.failure.Failure;
import java.util.Set;

/** Where an environment's app finds its database server that runs in a container. */
public final class AppAddress {

  /** Where it is for containers on its own host. */
  public static final ServerAddress IN_NETWORK = new ServerAddress("database", 5432);

  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "*");

  private AppAddress() {}

  /**
   * By its name in their network where all containers are on one host; else where it is published.
   *
   * @param inNetwork its address for containers on its own host
   * @param host how the other hosts reach the one that it runs on
   * @param hosts how many hosts the environment has, at least 1
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if other hosts can't reach it
   */
  public static ServerAddress of(
      DatabasePlace.Container place, ServerAddress inNetwork, String host, int hosts) {
    if (hosts == 1) {
      return inNetwork;
    }
    String listen =
        place
            .listen()
            .orElseThrow(() ->
                Failure.usage(
                        "choosing the address of the database for " + hosts + " hosts",
                        "its container listens on its own host's loopback address only",
                        "give it an address that the other hosts reach: listen")
                    .toException());
    return new ServerAddress(EVERYWHERE.contains(listen) ? host : listen, place.port());
  }
}
