package dev.backline.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few clients that request production all the time, over connections kept open, and count what
 * fails.
 */
final class Visitors implements AutoCloseable {

  private static final int CLIENTS = 3;

  /** How often each client asks. */
  enum Pace {
    /** Checks and builds need the machine, and don't touch what the visitors see. */
    CALM(Duration.ofMillis(600)),

    /** As many as a small team's site has at its best hour. */
    BUSY(Duration.ofMillis(150));

    private final Duration pause;

    Pace(Duration pause) {
      this.pause = pause;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final List<String> PATHS = List.of("/", "/api/graph", "/api/genres", "/login");

  /** Nothing else is as it should be: these pages are everybody's, and redirect nowhere. */
  private static final int OK = 200;

  /** What they counted between two looks. */
  record Count(long requests, long failed) {
    Count minus(Count earlier) {
      return new Count(requests - earlier.requests, failed - earlier.failed);
    }

    @Override
    public String toString() {
      return failed + " of " + requests + " requests failed";
    }
  }

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Map<String, Long> reasons = new ConcurrentSkipListMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Pace pace = Pace.BUSY;

  private Visitors() {}

  static Visitors of(URI site) {
    Visitors visitors = new Visitors();
    for (int i = 0; i < CLIENTS; i++) {
      visitors.threads.add(
          Thread.ofVirtual().name("visitor-" + i).start(() -> visitors.visit(site)));
    }
    return visitors;
  }

  Count count() {
    return new Count(requests.get(), failed.get());
  }

  void pace(Pace now) {
    pace = now;
  }

  /** Why requests failed, each with its number. */
  Map<String, Long> reasons() {
    return Map.copyOf(reasons);
  }

  @Override
  public void close() {
    going.set(false);
    threads.forEach(Thread::interrupt);
  }

  private void visit(URI site) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build()) {
      for (int i = 0; going.get(); i++) {
        request(client, site.resolve(PATHS.get(i % PATHS.size())));
        Thread.sleep(pace.pause);
      }
    } catch (InterruptedException leaving) {
      // The story is over.
    }
  }

  private void request(HttpClient client, URI address) throws InterruptedException {
    try {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.discarding());
      requests.incrementAndGet();
      if (answer.statusCode() != OK) {
        fail(address.getPath() + " answered " + answer.statusCode());
      }
    } catch (IOException e) {
      requests.incrementAndGet();
      fail(address.getPath() + ": " + e.getClass().getSimpleName());
    }
  }

  private void fail(String reason) {
    failed.incrementAndGet();
    reasons.merge(reason, 1L, Long::sum);
  }
}
