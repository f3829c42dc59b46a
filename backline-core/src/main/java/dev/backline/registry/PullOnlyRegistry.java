package dev.backline.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backline.artifact.image.ImageManifest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets engines pull one image of the store, over HTTP on this machine's loopback address, for as
 * long as it is open (OCI distribution specification 1.1, "Pull"). Nothing can be written, and no
 * other image be read: whoever is on the host at the tunnel's other end can connect to it, too.
 */
public final class PullOnlyRegistry implements AutoCloseable {

  private final HttpServer server;
  private final PlainTextGate gate;
  private final ExecutorService threads;

  private PullOnlyRegistry(HttpServer server, PlainTextGate gate, ExecutorService threads) {
    this.server = server;
    this.gate = gate;
    this.threads = threads;
  }

  /**
   * Opens it on a free port.
   *
   * @param repository the name that the image is pulled by
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't listen
   */
  public static PullOnlyRegistry open(ImageStore store, ImageManifest image, String repository) {
    PullOnlyFiles files = new PullOnlyFiles(store, image, repository);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, files));
      server.start();
      return new PullOnlyRegistry(
          server, PlainTextGate.open(server.getAddress(), threads), threads);
    } catch (IOException e) {
      threads.shutdownNow();
      throw Failure.unavailable(
              "offering the image " + image.digest().abbreviated() + " to a host",
              "no port can be listened on: " + e.getMessage(),
              "see that the loopback interface is up, then try again")
          .toException(e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return gate.address();
  }

  @Override
  public void close() {
    try {
      gate.close();
    } catch (IOException nothingWasWritten) {
      // It is closed in any case.
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, PullOnlyFiles files) throws IOException {
    try (exchange) {
      // Engines tell an API of theirs by this header (distribution-spec 1.1, "Legacy Docker").
      exchange.getResponseHeaders().set("Docker-Distribution-API-Version", "registry/2.0");
      files.answer(exchange);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
