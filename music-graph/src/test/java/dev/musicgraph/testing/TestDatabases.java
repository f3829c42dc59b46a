package dev.musicgraph.testing;

import dev.musicgraph.migration.Migrations;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Databases on the one server that all tests use: started at first need, stopped with the JVM. */
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final TestPools POOLS = new TestPools();
  private static final UnaryOperator<String> SERVER = server();
  private static final String TEMPLATE = template();

  private TestDatabases() {}

  /** The URL of a new database without a table. */
  public static String empty() {
    return create("");
  }

  /** The URL of a new database with the whole schema and no rows. */
  public static String migrated() {
    return create(" template " + TEMPLATE);
  }

  public static DataSource source(String url) {
    return POOLS.of(url);
  }

  public static Connection connect(String url) {
    try {
      return source(url).getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs one statement in a connection of its own. */
  public static void execute(String url, String sql) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String create(String template) {
    String name = "music_graph_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    execute(SERVER.apply("postgres"), "create database " + name + template);
    return SERVER.apply(name);
  }

  private static String template() {
    String url = create("");
    // Not a connection that is kept: a database that somebody is connected to can't be copied.
    try (Connection connection = TestPools.single(url).getConnection()) {
      new Migrations(connection).up(id -> {});
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url.substring(url.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
  }

  private static UnaryOperator<String> server() {
    String given = System.getenv("TEST_DATABASE_URL");
    if (given != null) {
      URI uri = URI.create(given);
      return name -> given.replace(uri.getRawPath(), "/" + name);
    }
    PostgresCluster cluster = PostgresCluster.start();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop));
    return cluster::url;
  }
}
