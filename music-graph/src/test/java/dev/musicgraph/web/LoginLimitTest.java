package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LoginLimitTest {
  private final TestApp app = TestApp.shared();

  @Test
  void stopsGuessingWhateverInstanceItGoesToAndWhateverAddressItMakesUp() {
    for (int i = 0; i < 5; i++) {
      Browser guesser = app.browser().with("X-Forwarded-For", "6.6.6." + i + ", 198.51.100.1");
      guesser.moveTo(i % 2 == 0 ? app : TestApp.another());
      assertThat(guesser.logIn("ada", "wrong password").location()).isEqualTo("/login?error");
    }

    Browser again = app.browser().with("X-Forwarded-For", "7.7.7.7, 198.51.100.1");
    Browser.Answer refused =
        again.submit("/login", "username", "ada", "password", TestApp.PASSWORD, "to", "/admin");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.html().select("h1").text()).isEqualTo("Log in");
    assertThat(refused.html().select("[role=alert]").text())
        .matches("Too many tries. Please wait \\d+ seconds and try again\\.");
    assertThat(refused.html().select("main input[name=_csrf]").val()).isNotEmpty();
    assertThat(refused.html().select("main input[name=to]").val()).isEqualTo("/admin");
    assertThat(refused.header("Content-Security-Policy")).isEqualTo(WebSecurity.CONTENT_POLICY);
    assertThat(again.get("/admin/genres").location()).startsWith("/login");
    Browser neighbour = app.browser().with("X-Forwarded-For", "198.51.100.1, 198.51.100.2");
    assertThat(neighbour.logIn("ada", TestApp.PASSWORD).location()).isEqualTo("/");
  }

  @Test
  void doesNotCountLoginsThatWork() {
    Browser office = app.browser();
    for (int i = 0; i < 6; i++) {
      assertThat(office.logIn("ada", TestApp.PASSWORD).location()).isEqualTo("/");
    }
  }

  @Test
  void isNotUsedUpByFormsOfOtherSites() {
    Browser victim = app.browser();
    for (int i = 0; i < 6; i++) {
      assertThat(victim.post("/login", "username", "ada", "password", "x").status()).isEqualTo(403);
    }
    assertThat(victim.logIn("ada", TestApp.PASSWORD).location()).isEqualTo("/");
  }
}
