package dev.backline.database;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A database's name: any text of 1 to 63 bytes of UTF-8 without NUL, case kept.
 *
 * @param value the name, unquoted
 */
public record DatabaseName(String value) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int HASH_DIGITS = 8;

  public DatabaseName {
    SqlText.requireName(value);
  }

  /**
   * The database of an app in an environment. Two different pairs never share one: hyphens become
   * underscores, and where that or the length limit loses something, a hash of the pair is added.
   */
  public static DatabaseName of(AppName appName, EnvironmentName environmentName) {
    String app = appName.value();
    String environment = environmentName.value();
    String joined = readable(app) + "_" + readable(environment);
    // PostgreSQL keeps names in pg_ for roles of its own.
    String plain = joined.startsWith("pg_") ? "app_" + joined : joined;
    boolean unambiguous = app.matches("[a-z0-9]+(-[a-z0-9]+)*") && environment.matches("[a-z0-9]+");
    return new DatabaseName(
        unambiguous && fits(plain, "") ? plain : shortened(plain, "_" + hash(app, environment)));
  }

  /** Under which this one is kept after a switch at that time. */
  public DatabaseName before(Instant switched) {
    return suffixed("_before_" + TIME.format(switched));
  }

  /** Under which a backup is restored beside this one. */
  public DatabaseName restoring(Instant started) {
    return suffixed("_restore_" + TIME.format(started));
  }

  /** A throw-away copy of this one. */
  public DatabaseName scratch(Instant started) {
    return suffixed("_scratch_" + TIME.format(started));
  }

  /** Under which a copy of this one goes through a delivery before this one does. */
  public DatabaseName rehearsal(Instant started) {
    return suffixed("_rehearsal_" + TIME.format(started));
  }

  /** Whose such copies are. No role of an environment is called so. */
  RoleName rehearsalRole() {
    return new RoleName(suffixed(" rehearsal").value());
  }

  /** As whom migrations of this one connect. No role of an environment is called so. */
  RoleName migrationRole() {
    return new RoleName(suffixed(" migrations").value());
  }

  /**
   * Under which the superuser's password is kept where a server holds this database alone. No role
   * of an environment is called so.
   */
  public RoleName superuser() {
    return new RoleName(suffixed(" superuser").value());
  }

  /** As written inside SQL. */
  public String quoted() {
    return SqlText.name(value);
  }

  @Override
  public String toString() {
    return value;
  }

  private DatabaseName suffixed(String suffix) {
    return new DatabaseName(
        fits(value, suffix) ? value + suffix : shortened(value, "_" + hash(value, "") + suffix));
  }

  private static String readable(String part) {
    return part.replace('-', '_');
  }

  private static boolean fits(String text, String suffix) {
    return (text + suffix).getBytes(StandardCharsets.UTF_8).length <= SqlText.LONGEST_NAME;
  }

  private static String shortened(String text, String suffix) {
    String head = text;
    while (!fits(head, suffix)) {
      head = head.substring(0, head.offsetByCodePoints(head.length(), -1));
    }
    return head + suffix;
  }

  private static String hash(String first, String second) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((first + "\0" + second).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
