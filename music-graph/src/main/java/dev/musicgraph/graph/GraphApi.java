package dev.musicgraph.graph;

import dev.musicgraph.band.Band;
import dev.musicgraph.band.Bands;
import dev.musicgraph.genre.Genre;
import dev.musicgraph.genre.Genres;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
  private final TransactionTemplate snapshot;
  private final AtomicReference<@Nullable Drawn> last = new AtomicReference<>();

  GraphApi(Genres genres, Bands bands, PlatformTransactionManager transactions) {
    this.genres = genres;
    this.bands = bands;
    // Genres and bands must be of one moment, or a band may point to a genre that isn't there.
    snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  @GetMapping("/api/graph")
  @Nullable MusicMap graph() {
    return snapshot.execute(status -> draw(genres.all(), bands.all()));
  }

  /**
   * Placing nodes takes longer than reading them, so the last map is kept while nothing changes.
   */
  private MusicMap draw(List<Genre> genres, List<Band> bands) {
    Drawn known = last.get();
    if (known != null && known.genres().equals(genres) && known.bands().equals(bands)) {
      return known.map();
    }
    MusicMap map = MusicMap.of(genres, bands);
    last.set(new Drawn(genres, bands, map));
    return map;
  }

  private record Drawn(List<Genre> genres, List<Band> bands, MusicMap map) {}
}
