package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import java.util.List;

/** Placeholder. */
public final class ProxyTrace implements StatementTrace {
  public static ProxyTrace open(DatabaseAccess admin) {
    return new ProxyTrace();
  }

  @Override
  public DatabaseAccess through(DatabaseAccess access) {
    return access;
  }

  @Override
  public List<TracedStatement> statements() {
    return List.of();
  }

  @Override
  public void close() {}
}
