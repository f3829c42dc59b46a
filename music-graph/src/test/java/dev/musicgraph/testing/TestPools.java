package dev.musicgraph.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.musicgraph.database.Databases;
import dev.musicgraph.setting.DatabaseUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps connections for the next test that needs the same database: to make one costs more than
 * most of what tests do with it.
 */
final class TestPools {
  /**
   * Connections to others that nobody uses are closed, so that the server's never run out. More
   * than threads of tests use at once: a pool whose only connection is closed while somebody waits
   * for it makes no other.
   */
  private static final int KEPT = 8;

  private final Map<String, HikariDataSource> latestLast = new LinkedHashMap<>(16, 0.75f, true);

  synchronized DataSource of(String url) {
    HikariDataSource pool = latestLast.computeIfAbsent(url, TestPools::pool);
    latestLast.values().stream()
        .limit(Math.max(0, latestLast.size() - KEPT))
        .forEach(old -> old.getHikariPoolMXBean().softEvictConnections());
    return pool;
  }

  static DataSource single(String url) {
    return Databases.single(DatabaseUrl.parse(url, Optional.empty()));
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(single(url));
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(20);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
