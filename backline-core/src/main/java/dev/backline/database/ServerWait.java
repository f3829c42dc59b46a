package dev.backline.database;

import dev.backline.failure.Failure;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for a server that is about to accept connections. */
public final class ServerWait {

  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final String NO_CONNECTION = "08";
  private static final String STARTING_UP = "57P03";

  private ServerWait() {}

  /**
   * Returns when it accepts this access. What waiting can't cure, such as a wrong password, is told
   * at once.
   *
   * @param server what it is, for people
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE}
   */
  public static void until(DatabaseAccess access, String server, Deadline deadline)
      throws InterruptedException {
    while (true) {
      try {
        access.connect(atLeastASecond(deadline.left())).close();
        return;
      } catch (SQLException e) {
        if (!mayPass(e) || deadline.hasPassed()) {
          throw failed(access, server, deadline, e);
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }

  /** No connection yet (SQLSTATE class 08), or not yet one for clients. */
  private static boolean mayPass(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith(NO_CONNECTION) || state.equals(STARTING_UP);
  }

  private static RuntimeException failed(
      DatabaseAccess access, String server, Deadline deadline, SQLException e) {
    String late = mayPass(e) ? " (waited for " + deadline.limit().toSeconds() + " s)" : "";
    return Failure.unavailable(
            "connecting to %s as %s".formatted(server, access.user()),
            "PostgreSQL said: " + e.getMessage() + late,
            ConnectionRemedy.of(e, access))
        .toException(e);
  }

  private static Duration atLeastASecond(Duration left) {
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }
}
