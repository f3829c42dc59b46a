package dev.backline.edge.embedded;

import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.edge.embedded.EdgeProcess.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sees whether a release is really being served after a switch. */
record ServedCheck(HttpClient client) {

  /** What an edge answers when its app doesn't (RFC 9110, sections 15.6.3 to 15.6.5). */
  private static final Set<Integer> NOT_SERVED = Set.of(502, 503, 504);

  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Why the route isn't being served; empty if it is. */
  Optional<String> whyNot(Running running, Route route, HttpPath probe)
      throws InterruptedException {
    EdgeStatus.Up state = EdgeProcess.state(running);
    if (!state.route().equals(Optional.of(route))) {
      return Optional.of(
          "the edge says that it serves "
              + state.route().map(now -> now.release() + " at " + now.target()).orElse("nothing"));
    }
    if (state.maintenance()) {
      return Optional.empty();
    }
    Optional<String> wrong = ask(state.listen(), probe);
    for (int attempt = 1; wrong.isPresent() && attempt < ATTEMPTS; attempt++) {
      Thread.sleep(PAUSE);
      wrong = ask(state.listen(), probe);
    }
    return wrong;
  }

  private Optional<String> ask(ListenAddress listen, HttpPath probe) throws InterruptedException {
    URI uri = URI.create("http://" + reachable(listen) + probe);
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return NOT_SERVED.contains(status)
          ? Optional.of(uri + " answers " + status)
          : Optional.empty();
    } catch (TimeoutException late) {
      return Optional.of(uri + " does not answer within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException failed) {
      return Optional.of(uri + " can't be reached: " + failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** An edge that listens on all addresses is reached through the loopback one. */
  private static ListenAddress reachable(ListenAddress listen) {
    return switch (listen.host()) {
      case "0.0.0.0" -> new ListenAddress("127.0.0.1", listen.port());
      case "::" -> new ListenAddress("::1", listen.port());
      default -> listen;
    };
  }
}
