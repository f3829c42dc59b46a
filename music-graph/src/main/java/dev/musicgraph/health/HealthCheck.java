package dev.musicgraph.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** Whether the database answers a query in time. */
final class HealthCheck {
  static final Duration LIMIT = Duration.ofSeconds(2);

  private final DataSource database;

  HealthCheck(DataSource database) {
    this.database = database;
  }

  /** Returns within {@link #LIMIT}, also when the database hangs. */
  boolean databaseAnswers() {
    FutureTask<Boolean> query = new FutureTask<>(this::query);
    Thread.ofVirtual().name("health").start(query);
    try {
      return query.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      query.cancel(true);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean query() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select 1")) {
      return row.next();
    }
  }
}
