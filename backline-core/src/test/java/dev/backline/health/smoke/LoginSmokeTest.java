package dev.backline.health.smoke;

import static dev.backline.health.smoke.SmokeDeclarations.login;
import static dev.backline.health.smoke.SmokeDeclarations.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.Placeholder;
import dev.backline.config.SmokeProbe;
import dev.backline.config.SmokeTest;
import dev.backline.secret.Masker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Smoke tests that log in first. */
@Timeout(60)
class LoginSmokeTest {

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
  void logsInWithCookiesAndTheHiddenFieldsOfTheRightForm() throws InterruptedException {
    app.withLogin("/admin?welcome", "");

    assertThat(findings(login(Optional.of("csrf_token")))).isEmpty();
    assertThat(findings(login(Optional.empty()))).isEmpty();
    assertThat(app.requests)
        .startsWith("GET /login", "POST /login", "GET /admin?welcome", "GET /admin");
  }

  @Test
  void aWrongPasswordFailsWithoutShowingIt() throws InterruptedException {
    app.withLogin("/admin", "");
    values = placeholder -> "wrong-pass&word";

    assertThat(findings(login(Optional.of("csrf_token"))))
        .containsExactly(
            new Finding("POST /login", "the login accepted", "status 401: wrong password: ••••"));
  }

  @Test
  void aLoginPageWithoutTheHiddenFieldFails() throws InterruptedException {
    app.withLogin("/admin", "");

    assertThat(findings(login(Optional.of("xsrf"))))
        .singleElement()
        .extracting(Finding::expected)
        .isEqualTo("a form with the hidden field 'xsrf'");
  }

  @Test
  void cookiesThatPlainHttpHoldsBackAreNamedAsTheReason() throws InterruptedException {
    app.withLogin("/admin", "; Secure");

    assertThat(findings(login(Optional.of("csrf_token"))))
        .singleElement()
        .extracting(Finding::asked)
        .asString()
        .startsWith("POST /login (the app marks its cookies Secure");
  }

  @Test
  void aLoginThatKeepsNoSessionFailsAtThePageBehindIt() throws InterruptedException {
    app.page("/login", 200, "<form><input name=username><input name=password></form>")
        .page("/admin", exchange -> WebApp.redirect(exchange, "/login"));

    assertThat(findings(login(Optional.empty())))
        .containsExactly(
            new Finding("GET /admin after the login", "status 200", "status 302 to /login"));
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() throws InterruptedException {
    try (WebApp other = new WebApp().page("/", 200, "elsewhere")) {
      app.withLogin(other.url() + "/phish", "");

      assertThat(findings(login(Optional.of("csrf_token")))).isEmpty();
      assertThat(other.requests).isEmpty();
    }
  }

  @Test
  void aTimeoutInALoginTellsTheRequestThatItWaitedFor() throws InterruptedException {
    app.withLogin("/stuck", "").page("/stuck", exchange -> await(end));

    SmokeReport report =
        run(test("login", Duration.ofSeconds(2), login(Optional.of("csrf_token"))));

    assertThat(report.failed().getFirst().findings().getFirst().asked())
        .isEqualTo("GET /stuck (redirect)");
  }

  @Test
  void aMissingValueIsAFindingAndNotACrash() throws InterruptedException {
    app.withLogin("/admin", "");
    values =
        placeholder -> {
          throw new IllegalStateException("no value for " + placeholder.text());
        };

    assertThat(findings(login(Optional.of("csrf_token"))))
        .singleElement()
        .extracting(Finding::came)
        .isEqualTo("the failure: no value for secret.ADMIN_PASSWORD");
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
