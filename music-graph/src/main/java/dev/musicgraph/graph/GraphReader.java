package dev.musicgraph.graph;

import dev.musicgraph.catalogue.CatalogueRevision;
import dev.musicgraph.genre.GenreType;
import dev.musicgraph.layout.Coordinates;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the whole catalogue, and where its nodes lie, as of one moment. */
@Component
final class GraphReader {
  private static final int ROWS_AT_ONCE = 2_000;

  /**
   * @param known NaN where a node has no place yet
   */
  record Stored(CatalogueGraph graph, Revisions revisions, Coordinates known) {}

  private final JdbcClient database;
  private final CatalogueRevision revision;
  private final Places places;
  private final TransactionTemplate snapshot;

  GraphReader(
      JdbcClient database,
      CatalogueRevision revision,
      Places places,
      PlatformTransactionManager transactions) {
    this.database = database;
    this.revision = revision;
    this.places = places;
    // Genres and bands must be of one moment, or a band may point to a genre that isn't there.
    snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  Stored read() {
    return Objects.requireNonNull(
        snapshot.execute(status -> {
          CatalogueGraph graph = graph();
          return new Stored(graph, places.revisions(), places.of(graph));
        }));
  }

  private CatalogueGraph graph() {
    CatalogueGraph.Builder graph = new CatalogueGraph.Builder(revision.current());
    rows("select id, name, type, primary_parent_id from genre order by id collate \"C\"")
        .query(row -> {
          graph.genre(
              row.getString(1),
              row.getString(2),
              GenreType.of(row.getString(3)).orElseThrow(),
              row.getString(4));
        });
    rows("select id, name, primary_genre_id from band order by id collate \"C\"")
        .query(row -> {
          graph.band(row.getString(1), row.getString(2), row.getString(3));
        });
    edges(graph, "select genre_id, parent_id, 'subgenre' from genre_parent", NodeId::genre);
    edges(graph, "select genre_id, other_id, kind from genre_relation", NodeId::genre);
    edges(graph, "select band_id, genre_id, 'band' from band_genre", NodeId::band);
    return graph.build();
  }

  private void edges(CatalogueGraph.Builder graph, String query, Function<String, NodeId> source) {
    rows(query)
        .query(row -> {
          graph.edge(
              source.apply(row.getString(1)),
              NodeId.genre(row.getString(2)),
              EdgeKind.of(row.getString(3)).orElseThrow());
        });
  }

  private JdbcClient.StatementSpec rows(String query) {
    return database.sql(query).withFetchSize(ROWS_AT_ONCE);
  }
}
