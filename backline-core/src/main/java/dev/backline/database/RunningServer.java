package dev.backline.database;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An environment's server that accepts connections. An access that it returns is from this machine
 * unless it says otherwise. Whatever can't be found out is a failure, never an empty database.
 */
public interface RunningServer {

  ServerVersion version();

  /** The environment's database. */
  DatabaseName live();

  /** Whose the environment's database is, and as whom its app connects. */
  RoleName role();

  /**
   * The environment's database as its app's role. Database and role are made if they are missing
   * and ours to make; what is half made is finished. Repeating it changes nothing.
   */
  DatabaseAccess ensure();

  /** The same database and role as the environment's app reaches them from where it runs. */
  DatabaseAccess forApp(DatabaseAccess access);

  /**
   * The environment's database for its migrations: what they make is the environment's role's, but
   * they are told apart from the app, and give up after these limits.
   *
   * @return empty where no role can be made for it
   */
  Optional<DatabaseAccess> migrator(Duration lock, Duration statement);

  /**
   * A database with the most rights that we have there: a superuser's, or else the app's role's.
   */
  DatabaseAccess admin(DatabaseName name);

  /** Why no database can be made on this server; empty if one can. */
  Optional<String> refusesNewDatabases();

  /** A new empty database for that role, closed to all others; fails if the name is taken. */
  DatabaseAccess createEmpty(DatabaseName name, RoleName owner);

  /**
   * Gives a copy and all in it that was the environment's role's to a role that can reach nothing
   * else here.
   *
   * @return the copy as that role; as the environment's own, where no other can be made
   */
  DatabaseAccess handOver(DatabaseName copy);

  /**
   * Renames a database that nobody is connected to; false if there is none of that name.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if it is the live one
   */
  boolean rename(DatabaseName from, DatabaseName to);

  /**
   * Deletes a database and ends the connections to it; nothing happens if there is none.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if it is the live one
   */
  void drop(DatabaseName name);

  /** Bytes free on the disk that holds the databases; empty if that can't be known. */
  OptionalLong freeBytes() throws InterruptedException;
}
