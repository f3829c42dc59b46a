package dev.backline.database;

import dev.backline.secret.Secret;
import dev.backline.testing.PostgresCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases in the tests' shared cluster. */
public final class TestDatabases {

  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabases() {}

  public static DatabaseAccess admin() {
    return new DatabaseAccess(
        "127.0.0.1",
        PostgresCluster.shared().port(),
        new DatabaseName("postgres"),
        new RoleName(PostgresCluster.USER),
        Secret.of(PostgresCluster.PASSWORD));
  }

  public static EnvironmentDatabases databases() {
    return new EnvironmentDatabases(admin(), new RememberedPasswords());
  }

  /** The server with the database of an environment. */
  public static RunningServer server(DatabaseName live) {
    DatabaseAccess admin = admin();
    return new OwnServer(
        admin,
        new RememberedPasswords(),
        live,
        new ServerAddress(admin.host(), admin.port()),
        OptionalLong::empty);
  }

  /** An empty database of its own role, as an environment gets it. */
  public static DatabaseAccess fresh(String hint) {
    return databases().ensure(new DatabaseName(hint + "_" + NUMBER.incrementAndGet()));
  }

  public static void execute(DatabaseAccess access, String... statements) {
    try (Connection connection = access.connect(LIMIT);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of all rows. */
  public static List<String> query(DatabaseAccess access, String sql) {
    try (Connection connection = access.connect(LIMIT);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Passwords in memory, shared by all tests of this JVM as the cluster is. */
  public static final class RememberedPasswords implements DatabasePasswords {

    private static final Map<RoleName, Secret> KEPT = new ConcurrentHashMap<>();

    @Override
    public Optional<Secret> find(RoleName role) {
      return Optional.ofNullable(KEPT.get(role));
    }

    @Override
    public void keep(RoleName role, Secret password) {
      KEPT.put(role, password);
    }
  }
}
