package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.ServerVersion;

/**
 * What is to be dumped.
 *
 * @param database as a role that may read all of it, reached from this machine
 * @param snapshot an exported one, open as long as the dump takes
 * @param server the version of the database's server
 * @param bytes what the database takes on the server's disk, at least 0
 */
public record DumpSource(
    DatabaseAccess database, String snapshot, ServerVersion server, long bytes) {

  public DumpSource {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size: " + bytes);
    }
  }

  /** As a failure's first words. */
  public String tried() {
    return "backing up database " + database.name();
  }
}
