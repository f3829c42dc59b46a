package dev.musicgraph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;

/**
 * Keeps cookies, sends forms with their token, and does not follow redirects by itself. Each has an
 * address of its own, as if it came through a proxy.
 */
public final class Browser {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<String, String> headers = new HashMap<>();
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private URI address;

  public Browser(URI address) {
    this.address = address;
    int number = COUNT.incrementAndGet();
    headers.put("X-Forwarded-For", "10.1." + number / 250 + "." + number % 250);
  }

  /** Sends this header from now on. */
  public Browser with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Goes on with the same cookies at another instance. */
  public void moveTo(TestApp app) {
    address = app.address();
  }

  public CookieManager cookies() {
    return cookies;
  }

  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * Sends a form as it is, without a token.
   *
   * @param fields names and values in turn
   */
  public Answer post(String path, String... fields) {
    return send("POST", path, fields);
  }

  /** As {@link #post}, by another method. */
  public Answer send(String method, String path, String... fields) {
    String body =
        IntStream.range(0, fields.length / 2)
            .mapToObj(i -> encode(fields[2 * i]) + "=" + encode(fields[2 * i + 1]))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /**
   * Loads the page, takes the hidden fields of its form, the token among them, and sends the form
   * to the same address.
   */
  public Answer submit(String path, String... fields) {
    return post(path, withHidden(get(path), fields));
  }

  /** What a person sends from a page: the fields, and the hidden ones of its form after them. */
  public static String[] withHidden(Answer page, String... fields) {
    Elements hidden = page.html().select("main form[method=post] input[type=hidden]");
    if (hidden.isEmpty()) {
      throw new AssertionError("no form in " + page);
    }
    return Stream.concat(
            Arrays.stream(fields),
            hidden.stream().flatMap(field -> Stream.of(field.attr("name"), field.val())))
        .toArray(String[]::new);
  }

  public Answer logIn(String username, String password) {
    return submit("/login", "username", username, "password", password);
  }

  /** Fails unless the login works. */
  public Browser loggedInAs(String username) {
    Answer answer = logIn(username, TestApp.PASSWORD);
    if (answer.status() != 302 || answer.location().contains("error")) {
      throw new AssertionError("login answered " + answer);
    }
    return this;
  }

  private HttpRequest.Builder request(String path) {
    URI target = path.startsWith("http") ? URI.create(path) : address.resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "text/html,*/*;q=0.8");
    headers.forEach(request::setHeader);
    return request;
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What the server said. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public Document html() {
      return Jsoup.parse(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String location() {
      return header("Location");
    }

    @Override
    public String toString() {
      return status() + " " + response.headers().map() + "\n" + body();
    }
  }
}
