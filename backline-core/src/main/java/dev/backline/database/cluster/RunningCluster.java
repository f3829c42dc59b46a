package dev.backline.database.cluster;

import dev.backline.database.DatabaseAccess;
import java.util.List;

/**
 * A cluster that accepts connections.
 *
 * @param admin the superuser's access to the maintenance database
 * @param pid the postmaster's process id
 * @param started whether this call started it
 * @param notes what the user should hear, such as a changed port
 */
public record RunningCluster(
    PostgresBinaries binaries,
    DatabaseAccess admin,
    long pid,
    boolean started,
    List<String> notes) {

  public RunningCluster {
    notes = List.copyOf(notes);
  }
}
