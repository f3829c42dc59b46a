package dev.backline.config;

import java.util.Objects;
import java.util.Optional;

/** Where the database of an environment on hosts lives. */
public sealed interface DatabasePlace {

  /**
   * In a container of the Compose project, its data in a named volume.
   *
   * @param image one that keeps to the official image's environment (POSTGRES_PASSWORD_FILE …)
   * @param host which of the environment's hosts it runs on; the first if empty
   * @param listen where it is published on that host; empty for its loopback address only, which
   *     does for one host
   * @param port where it is published on that host, 1 to 65535
   */
  record Container(
      ImageName image,
      Optional<HostName> host,
      Optional<String> listen,
      int port,
      Optional<DataSize> memory)
      implements DatabasePlace {

    public Container {
      Objects.requireNonNull(image, "image");
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(listen, "listen");
      Objects.requireNonNull(memory, "memory");
      Checked.that(port >= 1 && port <= 65535, "port " + port + " is not between 1 and 65535");
    }
  }

  /**
   * A server that somebody else looks after. Role and database exist already.
   *
   * @param address as the hosts and Backline both reach it
   * @param password the secret with the role's password
   */
  record Given(String address, int port, String name, String user, SecretName password)
      implements DatabasePlace {

    public Given {
      Objects.requireNonNull(password, "password");
      Checked.that(
          address.matches("[A-Za-z0-9.:-]{1,253}"),
          Checked.shown(address) + " is not a name or address");
      Checked.that(port >= 1 && port <= 65535, "port " + port + " is not between 1 and 65535");
      Checked.that(!name.isBlank(), "name is blank");
      Checked.that(!user.isBlank(), "user is blank");
    }
  }
}
