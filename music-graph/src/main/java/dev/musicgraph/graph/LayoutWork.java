package dev.musicgraph.graph;

import dev.musicgraph.layout.Coordinates;
import dev.musicgraph.layout.MapLayout;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Works out the places again in the background when the catalogue has changed. Of several instances
 * one does it; all serve the places before, and provisional ones for what is new, until it is done.
 */
@Component
final class LayoutWork implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(LayoutWork.class);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final GraphReader reader;
  private final PlacesWriter writer;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("layout").daemon().priority(Thread.MIN_PRIORITY).factory());

  LayoutWork(GraphReader reader, PlacesWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Returns at once. What comes while work is under way changes nothing. */
  @EventListener(ApplicationReadyEvent.class)
  public void wake() {
    if (!thread.isShutdown() && awake.compareAndSet(false, true)) {
      thread.execute(this::work);
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }

  private void work() {
    try {
      writer.alone(this::improveUntilFresh);
      // An import commits often, and another instance may be at it: don't ask without a break.
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!thread.isShutdown()) {
        LOG.warn("the map's places could not be worked out; trying again later: {}", e.toString());
      }
    } finally {
      awake.set(false);
    }
  }

  private void improveUntilFresh() {
    GraphReader.Stored stored = reader.read();
    while (stored.revisions().placesAreStale() && !thread.isShutdown()) {
      long start = System.nanoTime();
      CatalogueGraph graph = stored.graph();
      Coordinates places = MapLayout.improve(LayoutInputs.of(graph), stored.known());
      writer.store(graph, places);
      LOG.info(
          "placed {} nodes in {} ms",
          graph.count(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      stored = Objects.requireNonNull(reader.read());
    }
  }
}
