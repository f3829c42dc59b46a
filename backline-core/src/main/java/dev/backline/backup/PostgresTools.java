package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.ServerVersion;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code pg_dump} and {@code pg_restore} of one major version, wherever they run. Dumps lie on this
 * machine. Nothing is left behind elsewhere, not even by a caller that was killed once the next
 * call is over.
 */
public interface PostgresTools {

  /** Such as 15. */
  int major();

  /** Whether what they dump is compressed. */
  boolean compress();

  /**
   * Dumps in directory format.
   *
   * @param target a directory of this machine that does not exist yet; its parent does
   * @param limit how long this may take
   * @return how pg_dump ended; if it succeeded the dump is here, whole
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if they are older than the
   *     server; with {@code UNAVAILABLE} if a disk has too little room, or the dump could not be
   *     brought here
   */
  CommandResult dump(DumpSource source, Path target, Duration limit, CommandOutput output)
      throws InterruptedException;

  /**
   * Restores a dump in directory format into an empty database and stops at the first error.
   *
   * @param target reached from this machine
   * @param dump its directory on this machine
   * @param limit how long this may take
   * @return how pg_restore ended
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if the dump could not
   *     be brought to where they run
   */
  CommandResult restore(DatabaseAccess target, Path dump, Duration limit, CommandOutput output)
      throws InterruptedException;

  /**
   * An older client can't know what a newer server's catalogue holds, and pg_dump refuses it in
   * other words.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED}
   */
  default void requireNotOlderThan(ServerVersion server, String tried) {
    if (major() < server.major()) {
      throw Failure.refused(
              tried,
              "the server is PostgreSQL %s, and pg_dump is of %d: an older one can't dump it"
                  .formatted(server, major()),
              "install PostgreSQL " + server.major() + "'s programs: postgresql-" + server.major())
          .toException();
    }
  }
}
