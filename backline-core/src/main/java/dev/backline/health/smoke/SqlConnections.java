package dev.backline.health.smoke;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Opens connections to the database that the release under test uses. */
@FunctionalInterface
public interface SqlConnections {

  /**
   * @param limit after it, the server cancels a statement; positive
   */
  Connection connect(Duration limit) throws SQLException;
}
