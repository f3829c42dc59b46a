package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The database goes away while the app serves, and comes back. */
@Tag("slow")
@ResourceLock(OnlyLooks.UNDISTURBED)
class DatabaseDownTest {
  private final TestApp app = TestApp.shared();
  private final Browser browser = app.browser();

  @AfterEach
  void mend() {
    app.relay().open();
    awaitUp();
  }

  @Test
  void healthIsUpWhileTheDatabaseAnswers() {
    Browser.Answer answer = browser.get("/healthz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"up\",\"database\":\"up\"}");
  }

  @Test
  void healthAndPagesSayThatTheDatabaseIsDownAndRecover() {
    Browser ada = app.browserOf("ada");
    app.relay().cut();

    Browser.Answer health = browser.get("/healthz");
    assertThat(health.status()).isEqualTo(503);
    assertThat(health.body()).isEqualTo("{\"status\":\"down\",\"database\":\"down\"}");
    Browser.Answer page = ada.get("/admin/bands");
    assertThat(page.status()).as(page.toString()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isEqualTo("5");
    assertThat(page.html().select("h1").text()).isEqualTo("Music Graph is resting");
    assertThat(page.body()).doesNotContain("Exception", "127.0.0.1");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(ada.get("/app.css").status()).as("the page's style sheet").isEqualTo(200);
    assertThat(ada.get("/api/version").status()).isEqualTo(200);
    assertThat(ada.post("/login", "username", "ada", "password", "x").status()).isEqualTo(503);
    Browser.Answer data = browser.get("/api/graph");
    assertThat(data.status()).as(data.toString()).isEqualTo(503);
    assertThat(data.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(data.body()).contains("\"status\":503", "The database can't be reached.");
    assertThat(browser.get("/login").status()).isEqualTo(503);

    app.relay().open();
    awaitUp();
    assertThat(ada.get("/admin/bands").status()).isEqualTo(200);
    assertThat(browser.get("/api/graph").status()).isEqualTo(200);
  }

  @Test
  void healthAnswersInTimeWhenTheDatabaseHangs() {
    app.relay().hang();
    long start = System.nanoTime();

    assertThat(browser.get("/healthz").status()).isEqualTo(503);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_700));
  }

  private void awaitUp() {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (browser.get("/healthz").status() != 200) {
      assertThat(System.nanoTime()).as("up within 15 s").isLessThan(deadline);
    }
  }
}
