package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.cluster.PostgresBinaries;
import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Argument vectors of {@code pg_dump} and {@code pg_restore}. Passwords are not among them. */
final class BackupTools {

  private static final int FIRST_MAJOR_WITH_ZSTD = 16;
  private static final String JOBS = "--jobs=2";

  private BackupTools() {}

  static boolean compressesItself(PostgresBinaries binaries) {
    return binaries.major() >= FIRST_MAJOR_WITH_ZSTD;
  }

  static HostCommand dump(
      PostgresBinaries binaries,
      DatabaseAccess database,
      String snapshot,
      Path target,
      Duration limit) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                binaries.program("pg_dump"),
                "--format=directory",
                JOBS,
                "--snapshot=" + snapshot,
                "--no-password",
                "--no-sync",
                "--lock-wait-timeout=30s",
                compressesItself(binaries) ? "--compress=zstd:3" : "--compress=0",
                "--file=" + target));
    // The database's name comes by PGDATABASE: as an argument a name with "=" would be read as a
    // connection string.
    return HostCommand.of(argv).with(database.clientEnvironment()).within(limit);
  }

  static HostCommand restore(
      PostgresBinaries binaries, DatabaseAccess target, Path dump, Duration limit) {
    return HostCommand.of(
            binaries.program("pg_restore"),
            "--format=directory",
            JOBS,
            "--exit-on-error",
            "--no-password",
            "--dbname=" + connectionString(target.name()),
            dump.toString())
        .with(target.clientEnvironment())
        .within(limit);
  }

  /** Quoted as section 34.1.1.1 of the PostgreSQL manual says. */
  private static String connectionString(DatabaseName name) {
    return "dbname='" + name.value().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
