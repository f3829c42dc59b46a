package dev.backline.database.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Hands on what the client sends (PostgreSQL manual, section 55.7). */
final class ClientSide {

  /** Of a statement's text; the rest goes to the server all the same. */
  private static final int KEPT_BYTES = 1024 * 1024;

  /** Asks the server to send the answers that it has. */
  private static final FrameHead FLUSH = new FrameHead('H', 0);

  private final FrameReader client;
  private final OutputStream server;
  private final Exchange exchange;
  private final Supplier<Charset> encoding;
  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, Portal> portals = new HashMap<>();

  ClientSide(
      FrameReader client, OutputStream server, Exchange exchange, Supplier<Charset> encoding) {
    this.client = client;
    this.server = server;
    this.exchange = exchange;
    this.encoding = encoding;
  }

  /** Returns when the client has closed. */
  void handOn() throws IOException, InterruptedException {
    for (Optional<FrameHead> head = client.next(); head.isPresent(); head = client.next()) {
      handOn(head.get());
      if (client.isDrained()) {
        server.flush();
      }
    }
    server.flush();
  }

  private void handOn(FrameHead head) throws IOException, InterruptedException {
    byte[] kept = new byte[0];
    boolean flush = false;
    switch (head.type()) {
      case 'Q', 'P', 'B', 'D', 'E', 'C', 'S', 'F' -> {
        kept = client.read(Math.min(head.bodyLength(), KEPT_BYTES));
        awaitTurn();
        flush = note(head.type(), new FrameBody(kept, encoding.get()));
      }
      // Rows may come before the server has asked for them.
      case 'd' -> awaitTurn();
      case 'c', 'f' -> {
        awaitTurn();
        flush = exchange.copyEnds();
      }
      case 'H' -> exchange.flush();
      default -> {
        // Passwords and the end: no turn is waited for, nothing is noted.
      }
    }
    head.writeTo(server);
    server.write(kept);
    client.pass(head.bodyLength() - kept.length, server);
    if (flush) {
      FLUSH.writeTo(server);
    }
  }

  private void awaitTurn() throws IOException, InterruptedException {
    if (exchange.mustWait()) {
      server.flush();
      exchange.awaitTurn();
    }
  }

  /** Notes it before it is sent, so that its answer can't come sooner. */
  private boolean note(char type, FrameBody body) {
    switch (type) {
      case 'Q' -> exchange.query(body.text());
      case 'P' -> parse(body.text(), body.text());
      case 'B' -> bind(body.text(), body.text());
      case 'E' -> {
        return exchange.execute(portal(body.text()));
      }
      case 'C' -> close((char) body.number8(), body.text());
      case 'S' -> exchange.sync();
      case 'F' -> exchange.call();
      default -> {
        // A description of a statement changes nothing.
      }
    }
    return false;
  }

  private void parse(String name, String sql) {
    statements.put(name, sql);
    exchange.prepare(sql);
  }

  private void bind(String portal, String statement) {
    String sql = statements.getOrDefault(statement, "(prepared statement " + statement + ")");
    portals.put(portal, new Portal(sql));
    exchange.prepare(sql);
  }

  private Portal portal(String name) {
    return portals.computeIfAbsent(name, unknown -> new Portal("(cursor " + unknown + ")"));
  }

  private void close(char kind, String name) {
    if (kind == 'S') {
      statements.remove(name);
    } else {
      portals.remove(name);
    }
  }
}
