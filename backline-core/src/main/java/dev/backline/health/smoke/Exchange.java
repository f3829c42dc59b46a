package dev.backline.health.smoke;

import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** One test's requests: a client of its own with a cookie jar of its own. */
final class Exchange implements AutoCloseable {

  private static final long LARGEST_BODY = 8L << 20;

  private final CookieManager cookies =
      new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .cookieHandler(cookies)
          .build();

  HttpAnswer get(URI address) throws IOException, InterruptedException {
    return send(request(address).GET().build());
  }

  HttpAnswer send(HttpRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var response =
        client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BODY));
    return HttpAnswer.of(response, Duration.ofNanos(System.nanoTime() - start));
  }

  static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).header("User-Agent", "backline-smoke");
  }

  /** Cookies that a client never sends over plain HTTP. */
  boolean holdsSecureCookies() {
    return cookies.getCookieStore().getCookies().stream().anyMatch(cookie -> cookie.getSecure());
  }

  /** Why no answer came, for a person. */
  static String told(IOException e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException) {
      return "no answer: the host's name is not known";
    }
    if (e instanceof ConnectException) {
      return "no answer: no connection could be made";
    }
    return "no complete answer: " + e.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
