package dev.backline.database;

import dev.backline.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach one database as one role.
 *
 * @param host a host name or address
 * @param port 1 to 65535
 */
public record DatabaseAccess(
    String host, int port, DatabaseName name, RoleName user, Secret password) {

  private static final int CONNECT_SECONDS = 10;

  public DatabaseAccess {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host is blank");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** The same server and role, another database. */
  public DatabaseAccess to(DatabaseName other) {
    return new DatabaseAccess(host, port, other, user, password);
  }

  /** The same database and role by another way to the server. */
  public DatabaseAccess at(ServerAddress other) {
    return new DatabaseAccess(other.host(), other.port(), name, user, password);
  }

  /** {@code postgresql://host:port/name}, without the role and the password. */
  public String url() {
    return "postgresql://" + host + ":" + port + "/" + encoded(name.value());
  }

  /**
   * {@code postgresql://user@host:port/name}, without the password: what {@code ${database.url}} in
   * a backline.yml stands for.
   */
  public String urlWithUser() {
    return "postgresql://"
        + encoded(user.value())
        + "@"
        + url().substring("postgresql://".length());
  }

  /** {@code jdbc:postgresql://host:port/name}, without the role and the password. */
  public String jdbcUrl() {
    return "jdbc:" + url();
  }

  /** The libpq URI (PostgreSQL manual, section 34.1.1.2) with role and password. */
  public Secret urlWithPassword() {
    return Secret.of(
        "postgresql://"
            + encoded(user.value())
            + ":"
            + encoded(password.reveal())
            + "@"
            + url().substring("postgresql://".length()));
  }

  /** The variables that PostgreSQL's own programs read (PostgreSQL manual, section 34.15). */
  public Map<String, Secret> clientEnvironment() {
    return Map.of(
        "PGHOST", Secret.of(host),
        "PGPORT", Secret.of(Integer.toString(port)),
        "PGDATABASE", Secret.of(name.value()),
        "PGUSER", Secret.of(user.value()),
        "PGPASSWORD", password,
        "PGCONNECT_TIMEOUT", Secret.of(Integer.toString(CONNECT_SECONDS)));
  }

  /**
   * Opens a connection. A statement on it that takes longer than the limit is cancelled by the
   * server; a server that no longer answers ends the connection a little later. On a virtual thread
   * an interrupt closes the connection.
   *
   * @param limit of each statement; positive
   */
  public Connection connect(Duration limit) throws SQLException {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit is not positive: " + limit);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name.value());
    source.setUser(user.value());
    source.setPassword(password.reveal());
    source.setApplicationName("backline");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(Math.toIntExact(limit.toSeconds() + CONNECT_SECONDS));
    source.setOptions("-c statement_timeout=" + limit.toMillis());
    return source.getConnection();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
