package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backline.config.ImageName;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that a registry in good health does not give. */
@Timeout(60)
class RegistryHttpTest {

  private static final Credential LOGIN = new Credential("ann", Secret.of("her-word"));

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer server;

  private record Answer(int status, String header, String value, String body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsAsLongAsTheRegistryAsks() throws Exception {
    answers.add(new Answer(429, "Retry-After", "7", ""));
    answers.add(new Answer(503, "X", "", ""));
    answers.add(tags());

    assertThat(tagsOf(Optional.empty())).containsExactly("v1");

    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
  }

  @Test
  void givesUpAfterFiveAttempts() {
    for (int i = 0; i < 9; i++) {
      answers.add(new Answer(502, "X", "", "<html>"));
    }

    assertThatThrownBy(() -> tagsOf(Optional.empty())).hasMessageContaining("status 502");

    assertThat(seen).hasSize(5);
  }

  @Test
  void getsATokenWhereTheRegistrySays() throws Exception {
    String realm = "Bearer realm=\"http://" + name() + "/token\",service=\"s\",scope=\"a:b:c\"";
    answers.add(new Answer(401, "WWW-Authenticate", realm, ""));
    answers.add(new Answer(200, "X", "", "{\"token\":\"t0ken\"}"));
    answers.add(tags());

    assertThat(tagsOf(Optional.of(LOGIN))).containsExactly("v1");

    assertThat(seen)
        .containsExactly(
            "/v2/app/tags/list?n=1000 null",
            "/token?service=s&scope=a%3Ab%3Ac " + LOGIN.basic().reveal(),
            "/v2/app/tags/list?n=1000 Bearer t0ken");
  }

  @Test
  void sendsNoPasswordUnencryptedToSomebodyElse() {
    answers.add(new Answer(401, "WWW-Authenticate", "Bearer realm=\"http://192.0.2.1/t\"", ""));

    assertThatThrownBy(() -> tagsOf(Optional.of(LOGIN)))
        .hasMessageContaining("wants the password to be sent to 192.0.2.1 unencrypted");
  }

  @Test
  void readsAllPagesOfTags() throws Exception {
    answers.add(
        new Answer(200, "Link", "</v2/app/tags/list?n=1&last=v1>; rel=\"next\"", tags().body()));
    answers.add(new Answer(200, "X", "", "{\"tags\":[\"v2\"]}"));

    assertThat(tagsOf(Optional.empty())).containsExactly("v1", "v2");

    assertThat(seen.getLast()).startsWith("/v2/app/tags/list?n=1&last=v1");
  }

  @Test
  void tellsWhatTheRegistrySaid() {
    answers.add(
        new Answer(400, "X", "", "{\"errors\":[{\"code\":\"NAME_INVALID\",\"message\":\"no\"}]}"));

    assertThatThrownBy(() -> tagsOf(Optional.empty()))
        .hasMessageContaining("listing the tags of " + name() + "/app")
        .hasMessageContaining("status 400: NAME_INVALID no");
  }

  private List<String> tagsOf(Optional<Credential> credential) throws InterruptedException {
    Repository repository = Repository.of(new ImageName(name() + "/app"));
    try (RegistryClient client = new RegistryClient(repository, credential, pauses::add)) {
      return client.tags();
    }
  }

  private static Answer tags() {
    return new Answer(200, "X", "", "{\"tags\":[\"v1\"]}");
  }

  private String name() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(
          exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
      Answer answer = answers.remove();
      exchange.getResponseHeaders().set(answer.header(), answer.value());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
