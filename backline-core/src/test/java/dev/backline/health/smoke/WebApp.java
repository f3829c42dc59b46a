package dev.backline.health.smoke;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A small app on a free port of 127.0.0.1: pages, and a login with a CSRF token and a session. */
final class WebApp implements AutoCloseable {

  static final String PASSWORD = "correct horse & battery";
  private static final String TOKEN = "t0k<en\"&=";
  private static final String SESSION = "session-of-ada";

  interface Page {
    void answer(HttpExchange exchange) throws IOException;
  }

  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WebApp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  WebApp page(String path, Page page) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            page.answer(exchange);
          }
        });
    return this;
  }

  WebApp page(String path, int status, String body) {
    return page(path, exchange -> send(exchange, status, body));
  }

  /** Login page, form handler and a page for those who are logged in. */
  WebApp withLogin(String afterLogin, String cookieAttributes) {
    page(
        "/login",
        exchange -> {
          if (exchange.getRequestMethod().equals("GET")) {
            exchange
                .getResponseHeaders()
                .add("Set-Cookie", "visitor=v1; Path=/" + cookieAttributes);
            send(exchange, 200, form());
          } else {
            logIn(exchange, afterLogin, cookieAttributes);
          }
        });
    return page(
        "/admin",
        exchange -> {
          if (cookie(exchange, "session").equals(Optional.of(SESSION))) {
            send(exchange, 200, "<h1>Welcome, Ada</h1>");
          } else {
            redirect(exchange, "/login");
          }
        });
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static void redirect(HttpExchange exchange, String address) throws IOException {
    exchange.getResponseHeaders().add("Location", address);
    exchange.sendResponseHeaders(302, -1);
  }

  static Optional<String> cookie(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(header -> Arrays.stream(header.split("; ")))
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .findFirst();
  }

  private static String form() {
    return """
    <form action=/search><input name=q><input type=hidden name=_csrf value=wrong-form></form>
    <form method=post action=/login>
      <input type=hidden name=csrf_token value='t0k&lt;en&quot;&amp;='>
      <input type=hidden name=next value=/admin>
      <input name=username><input type=password name=password>
    </form>
    """;
  }

  private static void logIn(HttpExchange exchange, String afterLogin, String cookieAttributes)
      throws IOException {
    Map<String, String> fields = fields(exchange);
    if (!TOKEN.equals(fields.get("csrf_token")) || cookie(exchange, "visitor").isEmpty()) {
      send(exchange, 403, "CSRF token missing or wrong");
    } else if (!"ada".equals(fields.get("username")) || !PASSWORD.equals(fields.get("password"))) {
      send(exchange, 401, "wrong password: " + fields.get("password"));
    } else {
      exchange
          .getResponseHeaders()
          .add(
              "Set-Cookie",
              "session=" + SESSION + "; Path=/; HttpOnly; SameSite=Lax" + cookieAttributes);
      redirect(exchange, afterLogin);
    }
  }

  private static Map<String, String> fields(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
