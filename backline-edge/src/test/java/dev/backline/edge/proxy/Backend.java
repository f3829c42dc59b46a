package dev.backline.edge.proxy;

import static io.undertow.Handlers.path;
import static io.undertow.Handlers.websocket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;

/** A small app: one release of it, on a port of its own. */
final class Backend implements AutoCloseable {

  private final String name;
  private final Undertow server;

  private Backend(String name, int port) {
    this.name = name;
    this.server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
            .setIoThreads(1)
            .setWorkerThreads(16)
            .setHandler(
                new HttpContinueReadHandler(
                    new BlockingHandler(
                        path()
                            .addExactPath(
                                "/hello", exchange -> exchange.getResponseSender().send(name))
                            .addExactPath("/slow", this::slow)
                            .addExactPath("/trickle", this::trickle)
                            .addExactPath("/upload", this::upload)
                            .addExactPath("/big", Backend::big)
                            .addExactPath("/headers", Backend::headers)
                            .addPrefixPath("/status", Backend::status)
                            .addExactPath("/ws", websocket((exchange, channel) -> echo(channel))))))
            .build();
    server.start();
  }

  static Backend start(String name) {
    return new Backend(name, 0);
  }

  int port() {
    return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void slow(HttpServerExchange exchange) throws Exception {
    Thread.sleep(Long.parseLong(query(exchange, "ms")));
    exchange.getResponseSender().send(name);
  }

  /** Ten pieces, so that a response is under way for a while. */
  private void trickle(HttpServerExchange exchange) throws Exception {
    long pause = Long.parseLong(query(exchange, "ms")) / 10;
    var out = exchange.getOutputStream();
    for (int i = 0; i < 10; i++) {
      out.write((name + i + ";").getBytes(StandardCharsets.UTF_8));
      out.flush();
      Thread.sleep(pause);
    }
  }

  private void upload(HttpServerExchange exchange) throws Exception {
    CRC32 checksum = new CRC32();
    long bytes = 0;
    byte[] buffer = new byte[16_384];
    InputStream in = exchange.getInputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      checksum.update(buffer, 0, n);
      bytes += n;
    }
    exchange.getResponseSender().send(name + " " + bytes + " " + checksum.getValue());
  }

  private static void big(HttpServerExchange exchange) throws Exception {
    byte[] piece = new byte[1 << 20];
    for (int i = 0; i < 100; i++) {
      exchange.getOutputStream().write(piece);
    }
  }

  private static void headers(HttpServerExchange exchange) {
    ObjectNode json = EdgeProcess.JSON.createObjectNode();
    exchange.getRequestHeaders().forEach(h -> json.put(h.getHeaderName().toString(), h.getFirst()));
    exchange
        .getResponseHeaders()
        .put(Headers.SERVER, "Secret/1.0")
        .put(new HttpString("Keep-Alive"), "timeout=5")
        .put(new HttpString("X-Mine"), "only this hop")
        .put(Headers.CONNECTION, "X-Mine");
    exchange.getResponseSender().send(json.toString());
  }

  private static void status(HttpServerExchange exchange) {
    exchange.setStatusCode(Integer.parseInt(exchange.getRelativePath().substring(1)));
    exchange.getResponseSender().send("as asked");
  }

  private void echo(WebSocketChannel channel) {
    channel
        .getReceiveSetter()
        .set(
            new AbstractReceiveListener() {
              @Override
              protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                WebSockets.sendText(name + ":" + message.getData(), from, null);
              }
            });
    channel.resumeReceives();
  }

  private static String query(HttpServerExchange exchange, String key) {
    return Objects.requireNonNull(exchange.getQueryParameters().get(key)).getFirst();
  }
}
