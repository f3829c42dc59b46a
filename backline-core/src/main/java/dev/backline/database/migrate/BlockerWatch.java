package dev.backline.database.migrate;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RoleName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells whom the connections of a role wait for, once for each of them. */
final class BlockerWatch implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final String BLOCKERS =
      """
      SELECT b.pid, coalesce(b.usename::text, '?'), coalesce(nullif(b.application_name, ''), '?'),
        b.state, round(extract(epoch FROM clock_timestamp() - b.xact_start)::numeric, 1),
        left(regexp_replace(b.query, '\\s+', ' ', 'g'), 200)
      FROM pg_stat_activity a
      CROSS JOIN LATERAL unnest(pg_blocking_pids(a.pid)) blocker
      JOIN pg_stat_activity b ON b.pid = blocker
      WHERE a.usename = ? AND a.wait_event_type = 'Lock'
      """;

  private final Thread thread;

  private BlockerWatch(Thread thread) {
    this.thread = thread;
  }

  static BlockerWatch start(DatabaseAccess admin, RoleName role, Consumer<String> say) {
    return new BlockerWatch(
        Thread.ofVirtual().name("blocker-watch").start(() -> watch(admin, role, say)));
  }

  private static void watch(DatabaseAccess admin, RoleName role, Consumer<String> say) {
    Set<Integer> told = new HashSet<>();
    try (Connection connection = admin.connect(LIMIT);
        PreparedStatement blockers = connection.prepareStatement(BLOCKERS)) {
      blockers.setString(1, role.value());
      while (!Thread.currentThread().isInterrupted()) {
        try (ResultSet rows = blockers.executeQuery()) {
          while (rows.next()) {
            if (told.add(rows.getInt(1))) {
              say.accept(line(rows));
            }
          }
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        say.accept("who blocks the migration could not be seen: " + e.getMessage());
      }
    }
  }

  private static String line(ResultSet row) throws SQLException {
    return "the migration waits for process %d of %s (%s, %s, its transaction is %s s old): %s"
        .formatted(
            row.getInt(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6));
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(LIMIT);
  }
}
