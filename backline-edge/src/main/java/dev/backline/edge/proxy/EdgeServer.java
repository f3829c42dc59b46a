package dev.backline.edge.proxy;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The running edge: two listeners, what lies behind them, and how it ends. */
final class EdgeServer {

  private static final int IO_THREADS = 2;
  private static final int BUFFER_BYTES = 8 << 10;
  private static final long LOG_BYTES = 16L << 20;
  private static final int LOGS_KEPT = 5;
  private static final int POLL_MILLIS = 10;

  private final StateDirectory directory;
  private final Routing routing;
  private final AccessLog log;
  private final FrontHandler front;
  private final XnioWorker worker;
  private final Listener site;
  private final Listener admin;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private boolean stopped;

  private EdgeServer(StateDirectory directory, EdgeConfig config, byte[] token) throws EdgeFailure {
    ProcessIdentity process = ProcessIdentity.current();
    this.directory = directory;
    this.routing = new Routing(directory, config);
    this.log = new AccessLog(new RotatingFile(directory.accessLog(), LOG_BYTES, LOGS_KEPT));
    Stats stats = new Stats(InstantSource.system());
    this.front = new FrontHandler(routing, new Farewell(stats, log));
    this.worker = worker();
    ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
    this.site =
        Listener.open(
            worker,
            buffers,
            new InetSocketAddress(config.listenHost(), config.listenPort()),
            config.limits(),
            front);
    AdminViews views =
        new AdminViews(routing, process, System.currentTimeMillis(), site::port, this::isStopping);
    this.admin =
        Listener.open(
            worker,
            buffers,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            Limits.DEFAULT,
            new AdminHandler(token, routing, stats, views, this::askToStop));
    log.start();
    announce(process);
  }

  /**
   * @throws EdgeFailure if it cannot serve; nothing is left running that would keep the JVM alive
   *     against a call of {@link System#exit}
   */
  static EdgeServer start(Path stateDirectory) throws EdgeFailure {
    StateDirectory directory = StateDirectory.open(stateDirectory);
    EdgeConfig config = directory.readConfig();
    return new EdgeServer(directory, config, directory.readToken());
  }

  void askToStop() {
    stopAsked.countDown();
  }

  void awaitStopAsked() throws InterruptedException {
    stopAsked.await();
  }

  /**
   * Lets requests in flight finish within the grace time, then closes everything. A second caller
   * waits until that is done.
   */
  synchronized void stop() throws IOException, InterruptedException {
    if (stopped) {
      return;
    }
    stopped = true;
    askToStop();
    site.stopAccepting();
    front.stopping();
    long deadline =
        System.nanoTime()
            + TimeUnit.MILLISECONDS.toNanos(routing.config().limits().stopGraceMillis());
    while (front.open() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    routing.closeWebSockets();
    site.closeConnections();
    admin.stopAccepting();
    admin.closeConnections();
    log.close();
    worker.shutdownNow();
    directory.deletePid();
    directory.close();
  }

  private boolean isStopping() {
    return stopAsked.getCount() == 0;
  }

  private void announce(ProcessIdentity process) throws EdgeFailure {
    try {
      directory.writePid(process, admin.port(), site.port());
    } catch (IOException e) {
      throw EdgeFailure.unavailable("cannot write edge.pid.json: " + e);
    }
  }

  private static XnioWorker worker() throws EdgeFailure {
    try {
      return Xnio.getInstance(EdgeServer.class.getClassLoader())
          .createWorker(
              OptionMap.builder()
                  .set(Options.WORKER_NAME, "edge")
                  .set(Options.WORKER_IO_THREADS, IO_THREADS)
                  .set(Options.WORKER_TASK_CORE_THREADS, 1)
                  .set(Options.WORKER_TASK_MAX_THREADS, 2)
                  .getMap());
    } catch (IOException e) {
      throw EdgeFailure.unavailable("cannot start I/O threads: " + e);
    }
  }
}
