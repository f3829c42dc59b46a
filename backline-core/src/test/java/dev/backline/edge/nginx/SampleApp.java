package dev.backline.edge.nginx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backline.edge.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An app that answers every request with its name; {@code /slow} only when it is let go. */
final class SampleApp implements AutoCloseable {

  private final String name;
  private final HttpServer server;
  private final CountDownLatch slow = new CountDownLatch(1);
  private final CountDownLatch slowBegun = new CountDownLatch(1);

  SampleApp(String name) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  Target target() {
    return Target.local(server.getAddress().getPort());
  }

  /** Waits until a slow request has come. */
  void awaitSlow() throws InterruptedException {
    if (!slowBegun.await(10, java.util.concurrent.TimeUnit.SECONDS)) {
      throw new IllegalStateException("no slow request came");
    }
  }

  /** Lets the slow requests be answered. */
  void letGo() {
    slow.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = path.equals("/broken") ? 500 : path.equals("/missing") ? 404 : 200;
    String text = path.equals("/headers") ? headers(exchange) : name;
    if (path.equals("/slow")) {
      slowBegun.countDown();
      await();
    }
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String headers(HttpExchange exchange) {
    return exchange.getRequestHeaders().entrySet().stream()
        .map(header -> header.getKey() + "=" + String.join(",", header.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private void await() {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
