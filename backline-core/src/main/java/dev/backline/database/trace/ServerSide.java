package dev.backline.database.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Hands on what the server sends (PostgreSQL manual, section 55.7). */
final class ServerSide {

  /** Of messages that are looked into; the rest goes to the client all the same. */
  private static final int KEPT_BYTES = 1024 * 1024;

  private final FrameReader server;
  private final OutputStream client;
  private final Exchange exchange;
  private volatile Charset encoding = StandardCharsets.UTF_8;
  private long rows;

  ServerSide(FrameReader server, OutputStream client, Exchange exchange) {
    this.server = server;
    this.client = client;
    this.exchange = exchange;
  }

  /** In which texts come from the client and go to it. */
  Charset encoding() {
    return encoding;
  }

  /** Returns when the server has closed. */
  void handOn() throws IOException {
    for (Optional<FrameHead> head = server.next(); head.isPresent(); head = server.next()) {
      handOn(head.get());
      if (server.isDrained()) {
        client.flush();
      }
    }
    client.flush();
  }

  private void handOn(FrameHead head) throws IOException {
    byte[] kept = new byte[0];
    boolean ours = false;
    switch (head.type()) {
      case 'K', 'S', 'N', 'C', 'E', 'Z' -> {
        kept = server.read(Math.min(head.bodyLength(), KEPT_BYTES));
        ours = note(head.type(), new FrameBody(kept, encoding));
      }
      case 'D' -> rows++;
      case '1', '2' -> exchange.prepared();
      case 's' -> exchange.suspended(takeRows());
      case 'I' -> exchange.nothing();
      case 'G', 'W' -> exchange.copyBegins();
      default -> {
        // Only what tells of statements is looked into.
      }
    }
    if (ours) {
      server.pass(head.bodyLength() - kept.length, OutputStream.nullOutputStream());
    } else {
      head.writeTo(client);
      client.write(kept);
      server.pass(head.bodyLength() - kept.length, client);
    }
  }

  /** Notes it before it is handed on, so that the client can't go on sooner; true if it is ours. */
  private boolean note(char type, FrameBody body) {
    switch (type) {
      case 'K' -> exchange.backend(body.number32());
      case 'S' -> follow(body.text(), body.text());
      case 'C' -> {
        takeRows();
        exchange.completed(new CommandTag(body.text()));
      }
      case 'E' -> exchange.failed(body.report());
      case 'Z' -> {
        takeRows();
        exchange.ready(body.number8());
      }
      default -> {
        return isOurs(body.report());
      }
    }
    return false;
  }

  private boolean isOurs(Report notice) {
    boolean ours = notice.message().equals(EventTriggers.MARK);
    if (ours) {
      exchange.told(notice.detail());
    }
    return ours;
  }

  private void follow(String setting, String value) {
    if (setting.equals("client_encoding")) {
      encoding = ClientEncoding.of(value);
    }
  }

  private long takeRows() {
    long taken = rows;
    rows = 0;
    return taken;
  }
}
