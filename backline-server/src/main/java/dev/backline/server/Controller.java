package dev.backline.server;

import dev.backline.Backline;
import dev.backline.failure.Failure;
import dev.backline.server.git.GitEndpoint;
import dev.backline.server.git.MissedPushes;
import dev.backline.server.git.TokenFilter;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The controller of a data directory: one process that takes pushes, works on runs and keeps
 * releases up.
 */
public final class Controller implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_THREADS = 8;

  /**
   * What the JVM of a controller is started with, by the launcher script too. A small young
   * generation, a heap that begins small and returned native memory keep it under 150 MB.
   */
  public static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmn12m",
          "-Xmx256m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:TrimNativeHeapInterval=10000",
          "--enable-native-access=ALL-UNNAMED");

  private final ControllerFile file;
  private final Javalin http;
  private final Thread work;
  private final Thread upkeep;
  private final String url;

  private Controller(ControllerFile file, Javalin http, Thread work, Thread upkeep) {
    this.file = file;
    this.http = http;
    this.work = work;
    this.upkeep = upkeep;
    this.url = "http://" + LOOPBACK + ":" + http.port();
  }

  /**
   * Starts it.
   *
   * @param port to listen on at 127.0.0.1; 0 for a free one
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if another controller runs
   *     on the directory, {@code UNAVAILABLE} if the port is taken
   */
  public static Controller start(Backline backline, int port) {
    ControllerFile file = ControllerFile.claim(backline.data());
    try {
      Controller controller =
          new Controller(
              file,
              listen(backline, port),
              Thread.ofVirtual().name("work").unstarted(new WorkLoop(backline)),
              Thread.ofVirtual().name("upkeep").unstarted(new Upkeep(backline)));
      new MissedPushes(backline).submit();
      file.announce(controller.url);
      controller.work.start();
      controller.upkeep.start();
      return controller;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where it listens. */
  public String url() {
    return url;
  }

  /**
   * Stops taking pushes and working. What serves goes on serving; runs under way are adopted by
   * whoever starts next.
   */
  @Override
  public void close() {
    work.interrupt();
    upkeep.interrupt();
    http.stop();
    file.close();
  }

  private static Javalin listen(Backline backline, int port) {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.threadPool = threads();
          config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
          config.jetty.modifyServletContextHandler(context -> mount(context, backline));
          config.routes.get("/healthz", request -> request.json(Map.of("status", "up")));
        });
    try {
      return javalin.start(LOOPBACK, port);
    } catch (JavalinBindException e) {
      throw Failure.unavailable(
              "listening on " + LOOPBACK + ":" + port,
              "the port is taken",
              "see who has it with 'ss -ltnp', or choose another with --port")
          .toException(e);
    }
  }

  /** Few threads that hold memory; requests wait on virtual ones. */
  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setName("http");
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    return threads;
  }

  private static void mount(ServletContextHandler context, Backline backline) {
    EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
    context.insertHandler(new SizeLimitHandler(GitEndpoint.LARGEST_REQUEST_BYTES, -1));
    context.addFilter(new FilterHolder(new HostFilter()), "/*", requests);
    context.addFilter(
        new FilterHolder(new TokenFilter(backline.tokens(), InstantSource.system())),
        "/git/*",
        requests);
    context.addServlet(new ServletHolder(GitEndpoint.servlet(backline)), "/git/*");
  }
}
