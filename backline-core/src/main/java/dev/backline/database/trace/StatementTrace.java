package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import java.util.List;

/** Watches what is done to a database by those who reach it through here. */
public interface StatementTrace extends AutoCloseable {

  /** The same database and role by the way that is watched. */
  DatabaseAccess through(DatabaseAccess access);

  /** What has been executed so far, in the order in which it ended. */
  List<TracedStatement> statements();

  /** Ends the connections that came through here. */
  @Override
  void close();
}
