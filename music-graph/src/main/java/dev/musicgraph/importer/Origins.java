package dev.musicgraph.importer;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which record of a source each genre and band came from, or is the same as. */
final class Origins {
  private final JdbcClient database;
  private final Source source;

  Origins(JdbcClient database, Source source) {
    this.database = database;
    this.source = source;
  }

  /** Ids in the catalogue by those of the source. */
  Map<String, String> of(String kind) {
    return database
        .sql("select external_id, id from origin where source = :source and kind = :kind")
        .param("source", source.word())
        .param("kind", kind)
        .query((row, i) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void add(String kind, Map<String, String> ids) {
    database
        .sql(
            """
            insert into origin (source, kind, external_id, id)
            select :source, :kind, * from unnest(:externals::text[], :ids::text[])
            on conflict do nothing
            """)
        .param("source", source.word())
        .param("kind", kind)
        .param("externals", ids.keySet().toArray(String[]::new))
        .param("ids", ids.values().toArray(String[]::new))
        .update();
  }
}
