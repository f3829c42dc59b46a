package dev.musicgraph.testing;

import dev.musicgraph.Commands;
import dev.musicgraph.setting.Settings;
import dev.musicgraph.web.ServeCommand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The app as users meet it: a seeded database, an admin, a web server. One for all tests. A newer
 * release has migrated its database already, as happens during each change of release.
 */
public final class TestApp {
  public static final String PASSWORD = "correct horse";

  /** Has a hash as costly as everybody's outside of tests. */
  public static final String SLOW_TO_LOG_IN = "visitor";

  private static final int QUICK = 4;

  private static final String DATABASE = database();
  private static final String TOKEN = newToken();
  private static final Relay RELAY = newRelay();
  private static final TestApp SHARED = new TestApp(Map.of());
  private static @Nullable TestApp another;

  private final ConfigurableApplicationContext context;
  private final Map<String, Browser> loggedIn = new ConcurrentHashMap<>();

  private TestApp(Map<String, String> settings) {
    context = serve(relayedUrl(), settings);
  }

  public static TestApp shared() {
    return SHARED;
  }

  /**
   * A second instance on the same database, as during a change of release. In this one people may
   * make accounts for themselves.
   */
  public static synchronized TestApp another() {
    if (another == null) {
      another = new TestApp(Map.of("REGISTRATION_OPEN", "true"));
    }
    return another;
  }

  public URI address() {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  public Browser browser() {
    return new Browser(address());
  }

  /** Of the administrator ada, for programs. */
  public String token() {
    return TOKEN;
  }

  /** A part of the running app. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public Program program() {
    return new Program(address()).with(TOKEN);
  }

  /** One for each user, so that tests don't spend their time on hashing passwords. */
  public Browser browserOf(String username) {
    return loggedIn.computeIfAbsent(username, name -> browser().loggedInAs(name));
  }

  /** The line to the database. */
  public Relay relay() {
    return RELAY;
  }

  /** Past the relay. */
  public String databaseUrl() {
    return DATABASE;
  }

  /** What the app is made of. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  private static ConfigurableApplicationContext serve(String url, Map<String, String> own) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "DATABASE_URL", url,
                "PORT", "0",
                "TRUSTED_PROXIES", "1",
                "RELEASE_VERSION", "v1.2.3-test",
                "RELEASE_COMMIT", "abc1234"));
    environment.putAll(own);
    Settings settings = Settings.from(environment);
    try (Connection connection = TestDatabases.connect(DATABASE)) {
      return ServeCommand.run(
          settings, connection, new PrintStream(OutputStream.nullOutputStream()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String database() {
    String url = TestDatabases.migrated();
    Commands.run(Map.of("DATABASE_URL", url), "seed").mustBeDone();
    Commands.run(Map.of("DATABASE_URL", url, "ADMIN_PASSWORD", PASSWORD), "make-admin", "ada")
        .mustBeDone();
    for (String user : new String[] {"visitor", "demoted"}) {
      Map<String, String> environment = Map.of("DATABASE_URL", url, "ADMIN_PASSWORD", PASSWORD);
      Commands.run(environment, "make-admin", user).mustBeDone();
    }
    Commands.run(Map.of("DATABASE_URL", url), "make-admin", "--remove", "visitor").mustBeDone();
    TestDatabases.execute(
        url,
        "update app_user set password_hash = '{bcrypt}"
            + new BCryptPasswordEncoder(QUICK).encode(PASSWORD)
            + "' where username <> '"
            + SLOW_TO_LOG_IN
            + "'");
    NewerRelease.migrate(url);
    return url;
  }

  private static String newToken() {
    Commands.Result result =
        Commands.run(Map.of("DATABASE_URL", DATABASE), "token", "create", "ada", "tests");
    result.mustBeDone();
    return result.out().strip();
  }

  private static Relay newRelay() {
    URI uri = URI.create(DATABASE);
    return new Relay(uri.getHost(), uri.getPort());
  }

  private static String relayedUrl() {
    URI uri = URI.create(DATABASE);
    return DATABASE.replace(
        "@" + uri.getHost() + ":" + uri.getPort(), "@127.0.0.1:" + RELAY.port());
  }
}
