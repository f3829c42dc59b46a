package dev.backline.edge.nginx;

import dev.backline.config.HostName;
import dev.backline.config.HttpPath;
import dev.backline.config.ListenAddress;
import dev.backline.host.HostPort;
import dev.backline.host.ReachedHost;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Sees what is really being served, through the address that nginx listens on. */
record ServedCheck(ReachedHost host, NginxSite site) {

  /** What nginx answers when its app doesn't (RFC 9110, sections 15.6.3 to 15.6.5). */
  private static final Set<Integer> NOT_SERVED = Set.of(502, 503, 504);

  private static final Duration LOADED = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LONGER_PAUSE = Duration.ofMillis(200);
  private static final int ATTEMPTS = 3;

  /** What nginx is to say of itself. */
  record Expected(Optional<Slot> slot, boolean maintenance, String digest) {

    String said() {
      String label = slot.map(Slot::label).orElse("none");
      String refused = maintenance ? "maintenance" : slot.isEmpty() ? "none" : "";
      return label + "/" + refused + "/" + digest;
    }
  }

  /** Why nginx isn't serving that; empty if it is. Waits for it for 10 s. */
  Optional<String> whyNot(NginxState state, Expected expected) throws InterruptedException {
    ListenAddress listen = state.settings().listen();
    try (HostPort port = host.forward(listen.port())) {
      long deadline = System.nanoTime() + LOADED.toNanos();
      Optional<String> wrong = said(port, state, expected);
      while (wrong.isPresent() && System.nanoTime() < deadline) {
        Thread.sleep(PAUSE);
        wrong = said(port, state, expected);
      }
      return wrong.map(why -> "after " + LOADED.toSeconds() + " s " + listen + " " + why);
    }
  }

  private Optional<String> said(HostPort port, NginxState state, Expected expected) {
    try {
      LoopbackRequest.Answer answer = request(port, NginxConfig.statusPath(state.key())).get();
      String said = answer.body().strip();
      if (answer.status() == 200 && said.equals(expected.said())) {
        return Optional.empty();
      }
      return Optional.of(
          answer.status() == 200 ? different(said, expected) : strange(answer.status()));
    } catch (IOException e) {
      return Optional.of("can't be reached: " + e.getMessage());
    }
  }

  private String different(String said, Expected expected) {
    if (!said.endsWith(expected.digest())) {
      return "is served by an older configuration";
    }
    return said.startsWith("none") && expected.slot().isPresent()
        ? "is served by an nginx whose workers can't see the files in "
            + site.folder()
            + ": every folder above has to let them through (chmod o+x)"
        : "is served otherwise: " + said.substring(0, said.lastIndexOf('/'));
  }

  private static String strange(int status) {
    return "is served by something else, which answers "
        + status
        + ": another server of the same name and port may come first";
  }

  /** Why the app isn't reached; empty if it is. */
  Optional<String> whyNotReached(NginxState state, HttpPath probe) throws InterruptedException {
    ListenAddress listen = state.settings().listen();
    try (HostPort port = host.forward(listen.port())) {
      Optional<String> wrong = ask(port, listen, probe);
      for (int attempt = 1; wrong.isPresent() && attempt < ATTEMPTS; attempt++) {
        Thread.sleep(LONGER_PAUSE);
        wrong = ask(port, listen, probe);
      }
      return wrong;
    }
  }

  private Optional<String> ask(HostPort port, ListenAddress listen, HttpPath probe) {
    String shown = (site.tls().isPresent() ? "https://" : "http://") + listen + probe;
    try {
      int status = request(port, probe.value()).get().status();
      return NOT_SERVED.contains(status)
          ? Optional.of(shown + " answers " + status)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(shown + " can't be reached: " + e.getMessage());
    }
  }

  private LoopbackRequest request(HostPort port, String path) {
    return new LoopbackRequest(
        port.port(), site.tls().isPresent(), site.serverName().map(HostName::value), path);
  }
}
