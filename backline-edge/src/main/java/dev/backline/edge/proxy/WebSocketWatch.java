package dev.backline.edge.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Closes a WebSocket on which neither side has sent anything for a while. */
final class WebSocketWatch {

  private final StreamConnection app;
  private final Closeable client;
  private final long idleNanos;
  private long lastNanos = System.nanoTime();

  private WebSocketWatch(StreamConnection app, Closeable client, int idleMillis) {
    this.app = app;
    this.client = client;
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
  }

  /** All traffic of both directions passes the connection to the app. */
  static void start(StreamConnection app, Closeable client, int idleMillis) {
    WebSocketWatch watch = new WebSocketWatch(app, client, idleMillis);
    app.getSourceChannel().setConduit(watch.new FromApp(app.getSourceChannel().getConduit()));
    app.getSinkChannel().setConduit(watch.new ToApp(app.getSinkChannel().getConduit()));
    watch.checkLater();
  }

  private void checkLater() {
    app.getIoThread().executeAfter(this::check, idleNanos / 4 + 1, TimeUnit.NANOSECONDS);
  }

  private void check() {
    if (System.nanoTime() - lastNanos > idleNanos) {
      IoUtils.safeClose(app, client);
    } else if (app.isOpen()) {
      checkLater();
    }
  }

  private long noted(long bytes) {
    if (bytes > 0) {
      lastNanos = System.nanoTime();
    }
    return bytes;
  }

  private final class FromApp extends AbstractStreamSourceConduit<StreamSourceConduit> {

    FromApp(StreamSourceConduit next) {
      super(next);
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
      return (int) noted(super.read(buffer));
    }
  }

  private final class ToApp extends AbstractStreamSinkConduit<StreamSinkConduit> {

    ToApp(StreamSinkConduit next) {
      super(next);
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
      return (int) noted(super.write(buffer));
    }
  }
}
