package dev.backline.database.container;

import dev.backline.secret.Secret;
import java.time.Duration;

/** Brings up the container that an environment's database server runs in. */
@FunctionalInterface
public interface DatabaseContainer {

  /**
   * Makes sure that it runs. Its first start initialises the volume with this password for the role
   * {@code postgres}; later ones leave the volume's content alone, and nothing ever removes it. It
   * is published on the host's 127.0.0.1, whatever other address it is published on too. Whether
   * the server accepts connections yet is not waited for.
   *
   * @param limit how long this may take
   * @throws dev.backline.failure.BacklineException if it can't be brought up
   */
  ServerContainer up(Secret superuserPassword, Duration limit) throws InterruptedException;
}
