package dev.musicgraph.catalogue;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A number that grows with every change of genres, bands and their relations, by whichever instance
 * or command. What is made of the catalogue holds for as long as the number stays.
 */
@Component
public final class CatalogueRevision {
  private final JdbcClient database;

  public CatalogueRevision(JdbcClient database) {
    this.database = database;
  }

  /** In a transaction of repeatable reads: the number of what that transaction sees. */
  public long current() {
    return database.sql("select revision from catalogue_revision").query(Long.class).single();
  }
}
