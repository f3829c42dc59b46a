package dev.musicgraph.graph;

import dev.musicgraph.layout.MapLayout;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the atlas of the catalogue's newest revision. All that ask at the same time share one small
 * query; the catalogue is read again when it has changed, once for all that ask meanwhile.
 */
@Component
public final class Atlases {
  /** As long as the pool lets somebody wait for a connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SharedAnswer<Revisions> revisions;
  private final GraphReader reader;
  private final LayoutWork layout;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Atlas last;

  Atlases(Places places, GraphReader reader, LayoutWork layout) {
    revisions = new SharedAnswer<>(places::revisions, PATIENCE);
    this.reader = reader;
    this.layout = layout;
  }

  public Atlas current() {
    Revisions now = revisions.get();
    if (now.placesAreStale()) {
      layout.wake();
    }
    Atlas known = last;
    return known != null && known.revisions().equals(now) ? known : read(now);
  }

  private Atlas read(Revisions wanted) {
    reading.lock();
    try {
      Atlas known = last;
      if (known != null && known.revisions().equals(wanted)) {
        return known;
      }
      GraphReader.Stored stored = reader.read();
      Atlas atlas =
          new Atlas(
              stored.graph(),
              MapLayout.provisional(LayoutInputs.of(stored.graph()), stored.known()),
              stored.revisions());
      last = atlas;
      return atlas;
    } finally {
      reading.unlock();
    }
  }
}
