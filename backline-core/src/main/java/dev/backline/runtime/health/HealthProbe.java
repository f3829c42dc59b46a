package dev.backline.runtime.health;

import dev.backline.config.HealthSpec;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Asks a release through a port of this machine whether it is healthy. */
final class HealthProbe implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LONGEST)
          .build();

  /**
   * Asks once, for at most what is {@code left}, but 250 ms to 5 s.
   *
   * @return why it isn't healthy; empty if it is
   */
  Optional<String> ask(int port, HealthSpec check, Duration left, BooleanSupplier alive)
      throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + check.path());
    Duration limit = Collections.max(List.of(SHORTEST, Collections.min(List.of(LONGEST, left))));
    // The request's own timeout ends with the header; a body that never ends has to be cut too.
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.discarding());
    try {
      int status = status(answer, limit, alive);
      return status == check.status()
          ? Optional.empty()
          : Optional.of("it answers " + status + " instead of " + check.status());
    } catch (TimeoutException late) {
      return Optional.of("it did not answer within " + limit.toMillis() + " ms");
    } catch (ExecutionException failed) {
      return Optional.of(
          failed.getCause() instanceof ConnectException
              ? "nothing listens on port " + port
              : "its answer broke off: " + failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /**
   * Looks at the release while waiting: a dead one may have left its port to one that is silent.
   */
  private static int status(
      CompletableFuture<HttpResponse<Void>> answer, Duration limit, BooleanSupplier alive)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (long left = limit.toMillis(); ; left -= LOOK.toMillis()) {
      try {
        return answer.get(Math.clamp(left, 1, LOOK.toMillis()), TimeUnit.MILLISECONDS).statusCode();
      } catch (TimeoutException late) {
        if (left <= LOOK.toMillis() || !alive.getAsBoolean()) {
          throw late;
        }
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
