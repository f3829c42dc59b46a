package dev.musicgraph.graph;

import dev.musicgraph.band.Bands;
import dev.musicgraph.catalogue.CatalogueRevision;
import dev.musicgraph.genre.Genres;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/graph}: the whole map. */
@RestController
final class GraphApi {
  private final Genres genres;
  private final Bands bands;
  private final CatalogueRevision revision;
  private final JdbcClient database;
  private final TransactionTemplate snapshot;
  private final AtomicReference<@Nullable MusicMap> last = new AtomicReference<>();

  GraphApi(
      Genres genres,
      Bands bands,
      CatalogueRevision revision,
      JdbcClient database,
      PlatformTransactionManager transactions) {
    this.genres = genres;
    this.bands = bands;
    this.revision = revision;
    this.database = database;
    // Genres and bands must be of one moment, or a band may point to a genre that isn't there.
    snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @GetMapping("/api/graph")
  @Nullable MusicMap graph() {
    return snapshot.execute(status -> draw());
  }

  /**
   * Placing nodes takes longer than reading them, so the last map is kept while nothing changes.
   */
  private MusicMap draw() {
    long now = revision.current();
    MusicMap known = last.get();
    if (known != null && known.revision() == now) {
      return known;
    }
    MusicMap map = MusicMap.of(now, genres.all(), relations(), bands.all());
    last.set(map);
    return map;
  }

  private List<MusicMap.Edge> relations() {
    return database
        .sql("select genre_id, other_id, kind from genre_relation order by 1, 2, 3")
        .query((row, i) ->
            new MusicMap.Edge(
                "genre:" + row.getString(1), "genre:" + row.getString(2), row.getString(3), false))
        .list();
  }
}
