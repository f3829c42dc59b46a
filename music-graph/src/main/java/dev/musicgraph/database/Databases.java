package dev.musicgraph.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.musicgraph.Refusal;
import dev.musicgraph.setting.DatabaseUrl;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes data sources of a {@link DatabaseUrl}. */
public final class Databases {
  private Databases() {}

  /**
   * One connection at each call, for commands.
   *
   * @throws Refusal if the URL has an option that the driver doesn't know or can't read
   */
  public static DataSource single(DatabaseUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {url.host()});
    source.setPortNumbers(new int[] {url.port()});
    source.setDatabaseName(url.database());
    source.setUser(url.user());
    url.password().ifPresent(source::setPassword);
    source.setApplicationName("music-graph");
    source.setConnectTimeout(2);
    source.setTcpKeepAlive(true);
    url.options().forEach((name, value) -> set(source, name, value));
    return source;
  }

  /** A pool that gives up after 2 s instead of piling up requests, for serving. */
  public static HikariDataSource pool(DatabaseUrl url) {
    PGSimpleDataSource source = (PGSimpleDataSource) single(url);
    source.setSocketTimeout(10);
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(source);
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(2_000);
    config.setValidationTimeout(1_000);
    // The app starts, and says 503, even if the database went away a moment ago.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static void set(PGSimpleDataSource source, String name, String value) {
    try {
      source.setProperty(name, value);
    } catch (SQLException e) {
      throw new Refusal("DATABASE_URL has an option that can't be used: " + name, e);
    }
  }
}
