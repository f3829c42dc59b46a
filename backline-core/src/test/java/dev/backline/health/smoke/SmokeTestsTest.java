package dev.backline.health.smoke;

import static dev.backline.health.smoke.SmokeDeclarations.get;
import static dev.backline.health.smoke.SmokeDeclarations.getContaining;
import static dev.backline.health.smoke.SmokeDeclarations.getJson;
import static dev.backline.health.smoke.SmokeDeclarations.getWithHeader;
import static dev.backline.health.smoke.SmokeDeclarations.getWithin;
import static dev.backline.health.smoke.SmokeDeclarations.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Placeholder;
import dev.backline.config.SmokeProbe;
import dev.backline.config.SmokeTest;
import dev.backline.failure.ExitCode;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmokeTestsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final WebApp app = new WebApp();
  private final CountDownLatch end = new CountDownLatch(1);
  private Function<Placeholder, String> values = placeholder -> WebApp.PASSWORD;

  @AfterEach
  void stop() {
    end.countDown();
    app.close();
  }

  @Test
  void aPageAsDeclaredPasses() throws InterruptedException {
    app.page(
        "/bands",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          WebApp.send(exchange, 200, "<h1>Motörhead</h1>");
        });

    SmokeReport report =
        run(
            test("status", get("/bands?sort=name", 200)),
            test("body", getContaining("/bands", "Motörhead")),
            test("header", getWithHeader("/bands", "content-type", "text/html")),
            test("latency", getWithin("/bands", Duration.ofSeconds(5))));

    assertThat(report.passed()).isTrue();
    assertThat(report.failure()).isEmpty();
    assertThat(report.results()).hasSize(4).allMatch(result -> result.took().isPositive());
    assertThat(app.requests).contains("GET /bands?sort=name");
  }

  @Test
  void aFailureTellsWhatWasAskedExpectedAndGot() throws InterruptedException {
    app.page("/bands", 500, "<h1>Internal\n error</h1>");
    app.page("/empty", 200, "");

    assertThat(findings(get("/bands", 200)))
        .containsExactly(
            new Finding("GET /bands", "status 200", "status 500: <h1>Internal error</h1>"));
    assertThat(findings(getContaining("/empty", "Abba")))
        .containsExactly(new Finding("GET /empty", "a body with 'Abba'", "an empty body"));
    assertThat(findings(getWithHeader("/empty", "X-Frame-Options", "DENY")))
        .containsExactly(
            new Finding("GET /empty", "header X-Frame-Options with 'DENY'", "no such header"));
    assertThat(findings(getWithin("/empty", Duration.ofNanos(1))))
        .singleElement()
        .asString()
        .startsWith("GET /empty: expected an answer within 0 ms, got it after ");
  }

  @Test
  void redirectsAreAnAnswerOfTheirOwn() throws InterruptedException {
    app.page("/old", exchange -> WebApp.redirect(exchange, "/new"));

    assertThat(findings(get("/old", 302))).isEmpty();
    assertThat(findings(get("/old", 200)))
        .containsExactly(new Finding("GET /old", "status 200", "status 302 to /new"));
    assertThat(app.requests).containsOnly("GET /old");
  }

  @Test
  void jsonIsComparedAtItsPlaces() throws InterruptedException {
    app.page(
        "/api",
        200,
        """
        {"nodes": [{"id": 7, "name": "Abba", "live": false, "gone": null, "rank": 1.50}], "a/b": {}}
        """);

    for (String[] match :
        new String[][] {
          {"/nodes/0/id", "7"},
          {"/nodes/0/name", "Abba"},
          {"/nodes/0/live", "false"},
          {"/nodes/0/gone", "*"},
          {"/nodes/0/rank", "1.50"},
          {"/a~1b", "*"},
          {"", "*"}
        }) {
      assertThat(findings(getJson("/api", match[0], match[1]))).as(match[0]).isEmpty();
    }
    assertThat(findings(getJson("/api", "/nodes/0/id", "8")))
        .containsExactly(new Finding("GET /api", "JSON with '8' at /nodes/0/id", "7"));
    assertThat(findings(getJson("/api", "/nodes/1", "*")))
        .singleElement()
        .asString()
        .contains("something at /nodes/1, got nothing there: {\"nodes\"");
    app.page("/html", 200, "<p>no JSON</p>");
    assertThat(findings(getJson("/html", "/nodes", "*")))
        .containsExactly(
            new Finding("GET /html", "a JSON body", "a body that is not JSON: <p>no JSON</p>"));
  }

  @Test
  void allTestsRunAndAllFailuresAreTold() throws InterruptedException {
    app.page("/good", 200, "fine").page("/bad", 500, "broken");
    List<SmokeResult> told = new ArrayList<>();

    SmokeReport report =
        SmokeTests.run(
            List.of(
                test("first", get("/bad", 200)),
                test("second", get("/good", 200)),
                test("third", getContaining("/good", "great"))),
            target(app.url()),
            DEADLINE,
            told::add);

    assertThat(told).isEqualTo(report.results());
    assertThat(report.failed())
        .extracting(result -> result.name().value())
        .containsExactly("first", "third");
    assertThat(report.failure().get().exitCode()).isEqualTo(ExitCode.FAILED_AND_UNDONE);
    assertThat(report.failure().get().why())
        .isEqualTo(
            """
            2 of 3 failed
            first: GET /bad: expected status 200, got status 500: broken
            third: GET /good: expected a body with 'great', got a body without it: fine\
            """);
  }

  @Test
  void aFailureIsNotTriedAgain() throws InterruptedException {
    app.page("/bad", 500, "broken");

    run(test("once", get("/bad", 200)));

    assertThat(app.requests).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotComeOrDoesNotEndTimesOut() throws InterruptedException {
    app.page("/silent", exchange -> await(end));
    app.page(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange
              .getResponseBody()
              .write("begun".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await(end);
        });

    for (String path : List.of("/silent", "/endless")) {
      SmokeReport report = run(test("slow", Duration.ofMillis(300), get(path, 200)));
      assertThat(report.failed().getFirst().findings())
          .containsExactly(
              new Finding(
                  "GET " + path, "an answer within 300 ms", "no complete answer until then"));
      assertThat(report.took()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void theDeadlineOfAllCutsTheRunningTestAndSkipsTheRest() throws InterruptedException {
    app.page("/silent", exchange -> await(end)).page("/good", 200, "fine");

    SmokeReport report =
        SmokeTests.run(
            List.of(test("slow", get("/silent", 200)), test("late", get("/good", 200))),
            target(app.url()),
            Duration.ofMillis(400),
            result -> {});

    assertThat(report.failed()).hasSize(2);
    assertThat(report.results().getLast().findings().getFirst().came()).contains("no time");
    assertThat(report.took()).isLessThan(Duration.ofSeconds(5));
    assertThat(app.requests).doesNotContain("GET /good");
  }

  @Test
  void anInterruptEndsTheTestThatRuns() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    app.page(
        "/silent",
        exchange -> {
          asked.countDown();
          await(end);
        });
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run(test("slow", get("/silent", 200)));
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    caller.interrupt();

    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aServerThatIsNotThereIsAFinding() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    SmokeReport report =
        SmokeTests.run(
            List.of(test("gone", get("/", 200))),
            target(URI.create("http://127.0.0.1:" + port)),
            DEADLINE,
            result -> {});

    assertThat(report.failed().getFirst().findings())
        .containsExactly(
            new Finding("GET /", "an answer", "no answer: no connection could be made"));
  }

  @Test
  void anEndlesslyLargeAnswerFillsNoMemory() throws InterruptedException {
    app.page(
        "/large",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 20];
          try {
            for (int i = 0; i < 10_000 && end.getCount() > 0; i++) {
              exchange.getResponseBody().write(block);
            }
          } catch (IOException clientGone) {
            end.countDown();
          }
        });

    assertThat(findings(get("/large", 200)))
        .singleElement()
        .extracting(Finding::came)
        .asString()
        .startsWith("no complete answer");
  }

  @Test
  void whatCameIsShortAndWithoutSecrets() throws InterruptedException {
    String body = "x".repeat(Excerpt.LONGEST - 20) + "top-secret-value" + "y".repeat(5000);
    app.page("/leak", 500, body);
    SmokeTarget target =
        new SmokeTarget(
            app.url(),
            Optional.empty(),
            values,
            new Masker(List.of(Secret.of("top-secret-value"))));

    SmokeReport report =
        SmokeTests.run(List.of(test("leak", get("/leak", 200))), target, DEADLINE, result -> {});

    String came = report.failed().getFirst().findings().getFirst().came();
    assertThat(came).hasSizeLessThanOrEqualTo(Excerpt.LONGEST + 1).doesNotContain("top-");
  }

  private List<Finding> findings(SmokeProbe probe) throws InterruptedException {
    return run(test("smoke", probe)).results().getFirst().findings();
  }

  private SmokeReport run(SmokeTest... tests) throws InterruptedException {
    return SmokeTests.run(List.of(tests), target(app.url()), DEADLINE, result -> {});
  }

  private SmokeTarget target(URI url) {
    return new SmokeTarget(url, Optional.empty(), values, Masker.none());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
