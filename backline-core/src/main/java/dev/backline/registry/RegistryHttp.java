package dev.backline.registry;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests to one registry: tells it who we are when it asks, and tries again what may pass. */
final class RegistryHttp implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          // What is sent elsewhere must not carry the login along; HEAD needs no redirect.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String server;
  private final Authorisation authorisation;
  private final RegistryRetry.Pause pause;

  private @Nullable Secret header;

  RegistryHttp(String server, Optional<Credential> credential, RegistryRetry.Pause pause) {
    this.server = server;
    this.authorisation = new Authorisation(http, server, credential);
    this.pause = pause;
  }

  /**
   * Sends it until there is an answer that will not change by itself.
   *
   * @param tried what it is for, as in a {@link Failure}
   * @throws BacklineException with {@code UNAVAILABLE} when there is none, or the login is refused
   */
  HttpResponse<byte[]> send(RegistryRequest request, String tried) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<String> retryAfter = Optional.empty();
      Failure failure;
      try {
        HttpResponse<byte[]> response = sendOnce(request, tried);
        if (!RegistryRetry.mayPass(response.statusCode())) {
          return response;
        }
        retryAfter = response.headers().firstValue("Retry-After");
        failure = RegistryFailures.answered(tried, server, response.statusCode(), response.body());
      } catch (IOException e) {
        failure = RegistryFailures.unreachable(tried, server, e);
      }
      Optional<Duration> wait = RegistryRetry.after(attempt, retryAfter);
      if (wait.isEmpty()) {
        throw failure.toException();
      }
      pause.sleep(wait.get());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpResponse<byte[]> sendOnce(RegistryRequest request, String tried)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = exchange(request);
    if (response.statusCode() == 401) {
      // Also in the middle of a push: tokens are short-lived.
      header = authorisation.answer(response, tried);
      response = exchange(request);
    }
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      throw RegistryFailures.loginRefused(tried, server).toException();
    }
    return response;
  }

  private HttpResponse<byte[]> exchange(RegistryRequest request)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder = request.builder();
    Secret known = header;
    // An upload may be sent to another server, which gave its address a signature instead.
    if (known != null && authorisation.isFor(request.uri())) {
      builder.setHeader("Authorization", known.reveal());
    }
    return http.send(builder.build(), BodyHandlers.ofByteArray());
  }
}
