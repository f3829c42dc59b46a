package dev.musicgraph.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that differs from one environment to the next, read from environment variables only.
 *
 * @param host address to bind
 * @param port 0 to 65535; 0 means any free one
 * @param databaseWait how long a command waits for the database to accept a connection
 * @param migrateOnStart whether {@code serve} may initialise a database that holds no data
 * @param trustedProxies how many proxies in front of the app can be believed about the client
 * @param registrationOpen whether people may make accounts for themselves
 * @param graphNodes the most nodes that one answer holds
 */
public record Settings(
    String host,
    int port,
    DatabaseUrl database,
    Duration databaseWait,
    boolean migrateOnStart,
    int trustedProxies,
    boolean registrationOpen,
    int graphNodes,
    Release release) {

  /**
   * @throws SettingsProblem naming every variable that is missing or wrong, not only the first
   */
  public static Settings from(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    String host = value(environment, "HOST").orElse("127.0.0.1");
    int port = number(environment, "PORT", 8080, 65_535, problems);
    int wait = number(environment, "DATABASE_WAIT_SECONDS", 30, 3_600, problems);
    boolean migrate = flag(environment, "MIGRATE_ON_START", true, problems);
    int proxies = number(environment, "TRUSTED_PROXIES", 0, 10, problems);
    boolean registration = flag(environment, "REGISTRATION_OPEN", false, problems);
    int nodes = number(environment, "GRAPH_NODES", 20_000, 100_000, problems);
    Optional<DatabaseUrl> database = database(environment, problems);
    if (!problems.isEmpty() || database.isEmpty()) {
      throw new SettingsProblem(problems);
    }
    return new Settings(
        host,
        port,
        database.get(),
        Duration.ofSeconds(wait),
        migrate,
        proxies,
        registration,
        nodes,
        new Release(
            value(environment, "RELEASE_VERSION").orElse("dev"),
            value(environment, "RELEASE_COMMIT").orElse("dev")));
  }

  private static Optional<DatabaseUrl> database(
      Map<String, String> environment, List<String> problems) {
    Optional<String> url = value(environment, "DATABASE_URL");
    if (url.isEmpty()) {
      problems.add("DATABASE_URL is not set: give postgresql://user@host:port/database");
      return Optional.empty();
    }
    try {
      return Optional.of(DatabaseUrl.parse(url.get(), value(environment, "DATABASE_PASSWORD")));
    } catch (IllegalArgumentException e) {
      problems.add("DATABASE_URL " + e.getMessage());
      return Optional.empty();
    }
  }

  private static int number(
      Map<String, String> environment, String name, int preset, int most, List<String> problems) {
    Optional<String> text = value(environment, name);
    if (text.isEmpty()) {
      return preset;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is out of range
    }
    problems.add(name + " must be a whole number from 0 to " + most + ", not '" + text.get() + "'");
    return preset;
  }

  private static boolean flag(
      Map<String, String> environment, String name, boolean preset, List<String> problems) {
    String text = value(environment, name).orElse(String.valueOf(preset));
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(name + " must be true or false, not '" + text + "'");
    }
    return text.equals("true");
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
