package dev.musicgraph.migration;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Liquibase commits a migration and then, in a second transaction, the record that it ran. A
 * process killed between the two leaves a schema that can go neither forward nor back. Holding the
 * first commit back makes both one transaction.
 */
final class HeldConnection extends JdbcConnection {
  private boolean held;

  HeldConnection(Connection connection) {
    super(connection);
  }

  /** From here on commits do nothing, until {@link #release}. */
  void hold() {
    held = true;
  }

  void release() throws DatabaseException {
    held = false;
    if (!getAutoCommit()) {
      commit();
    }
  }

  /** Undoes all since {@link #hold}. */
  void drop() throws DatabaseException {
    held = false;
    rollback();
  }

  @Override
  public void commit() throws DatabaseException {
    if (!held) {
      super.commit();
    }
  }
}
