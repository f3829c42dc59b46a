package dev.backline.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Users: keep requesting a page until told to stop, and count what they did not get. */
final class Load implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 15;
  private static final long LEISURE_MILLIS = 100;

  private final HttpRequest request;
  private final long pauseMillis;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Set<String> versions = ConcurrentHashMap.newKeySet();
  private final List<Thread> users;
  private volatile boolean enough;

  private Load(URI page, int users, long pauseMillis) {
    this.pauseMillis = pauseMillis;
    this.request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    this.users =
        java.util.stream.IntStream.range(0, users)
            .mapToObj(user -> Thread.ofVirtual().name("user-" + user).unstarted(this::browse))
            .toList();
  }

  static Load on(String url) {
    return new Load(URI.create(url), 2, PAUSE_MILLIS).start();
  }

  /** Users who take their time, so that they do not take the processors of what is watched. */
  static Load leisurely(String url) {
    return new Load(URI.create(url), 2, LEISURE_MILLIS).start();
  }

  private Load start() {
    users.forEach(Thread::start);
    return this;
  }

  private void browse() {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!enough) {
        once(client);
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(HttpClient client) throws InterruptedException {
    requests.incrementAndGet();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        versions.add(answer.headers().firstValue("X-Release").orElse("?"));
      } else {
        fail(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      fail(e.toString());
    }
  }

  private void fail(String why) {
    failed.incrementAndGet();
    failures.add(why);
  }

  long requests() {
    return requests.get();
  }

  long failed() {
    return failed.get();
  }

  /** What the failed ones got instead. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  Set<String> versionsSeen() {
    return Set.copyOf(versions);
  }

  @Override
  public void close() {
    enough = true;
    try {
      for (Thread user : users) {
        user.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
