package dev.backline.cli.demo;

import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Somebody who logs in to Music Graph and adds a band, by the same pages as a person. */
final class Administrator implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FOUND = 302;

  private final URI site;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).connectTimeout(PATIENCE).build();

  private Administrator(URI site) {
    this.site = site;
  }

  static Administrator logIn(URI site, Secret password) throws InterruptedException {
    Administrator administrator = new Administrator(site);
    administrator.submit("/login", Map.of("username", "admin", "password", password.reveal()));
    return administrator;
  }

  void addBand(String id, String name, String genre) throws InterruptedException {
    submit(
        "/admin/bands/new", Map.of("id", id, "name", name, "primaryGenre", genre, "genres", genre));
  }

  @Override
  public void close() {
    client.close();
  }

  /** Fills the page's form, its hidden fields included, and sends it. */
  private void submit(String page, Map<String, String> fields) throws InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(hiddenFields(page));
    all.putAll(fields);
    String body =
        all.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(site.resolve(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    boolean refused =
        answer.headers().firstValue("Location").filter(to -> to.contains("error")).isPresent();
    if (answer.statusCode() != FOUND || refused) {
      throw Failure.undone(
              "filling in " + page + " of Music Graph",
              "it answered " + answer.statusCode(),
              "look at the release's log: backline logs prod")
          .toException();
    }
  }

  private Map<String, String> hiddenFields(String page) throws InterruptedException {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(site.resolve(page)));
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field : Jsoup.parse(answer.body()).select("main form input[type=hidden]")) {
      fields.put(field.attr("name"), field.attr("value"));
    }
    return fields;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw Failure.undone(
              "asking Music Graph for a page",
              String.valueOf(e.getMessage()),
              "see whether it runs: backline status")
          .toException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
