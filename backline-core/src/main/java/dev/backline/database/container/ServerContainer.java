package dev.backline.database.container;

import dev.backline.database.ServerAddress;

/**
 * The container of a database server, as its host's engine and the containers beside it know it.
 *
 * @param name its name or id
 * @param network the engine's network that it is reached in
 * @param address where it listens in that network, such as {@code database:5432}
 */
public record ServerContainer(String name, String network, ServerAddress address) {

  /** What engines take for a name; so none is read as an option or a path. */
  private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]*";

  public ServerContainer {
    if (!name.matches(NAME) || !network.matches(NAME)) {
      throw new IllegalArgumentException(
          "not the names of a container and a network: " + name + ", " + network);
    }
  }
}
