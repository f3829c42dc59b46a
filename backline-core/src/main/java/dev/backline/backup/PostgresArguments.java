package dev.backline.backup;

import dev.backline.database.DatabaseName;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of {@code pg_dump} and {@code pg_restore}. How they reach the server comes by
 * variables, so that no password is among them.
 */
public final class PostgresArguments {

  private static final int FIRST_MAJOR_WITH_ZSTD = 16;
  private static final String ZSTD = "zstd:3";
  private static final String JOBS = "--jobs=2";

  private PostgresArguments() {}

  /** Whether pg_dump of that major compresses well by itself; older ones have gzip only. */
  public static boolean haveZstd(int major) {
    return major >= FIRST_MAJOR_WITH_ZSTD;
  }

  /**
   * A dump in directory format.
   *
   * @param fallback what {@code --compress} is below 16
   * @param target a directory that does not exist yet
   */
  public static List<String> dump(int major, String fallback, String snapshot, String target) {
    // The database's name comes by PGDATABASE: as an argument a name with "=" would be read as a
    // connection string.
    return List.of(
        "--format=directory",
        JOBS,
        "--snapshot=" + snapshot,
        "--no-password",
        "--no-sync",
        "--lock-wait-timeout=30s",
        "--compress=" + (haveZstd(major) ? ZSTD : fallback),
        "--file=" + target);
  }

  /**
   * Restores a dump in directory format and stops at the first error.
   *
   * @param dump its directory
   */
  public static List<String> restore(DatabaseName target, String dump) {
    return List.of(
        "--format=directory",
        JOBS,
        "--exit-on-error",
        "--no-password",
        "--dbname=" + connectionString(target),
        dump);
  }

  /** Those of a program, after its name or path. */
  public static List<String> of(String program, List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of(program));
    argv.addAll(arguments);
    return argv;
  }

  /** Quoted as section 34.1.1.1 of the PostgreSQL manual says. */
  private static String connectionString(DatabaseName name) {
    return "dbname='" + name.value().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
