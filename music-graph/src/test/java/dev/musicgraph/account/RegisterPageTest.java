package dev.musicgraph.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import org.junit.jupiter.api.Test;

class RegisterPageTest {
  private static final String PASSWORD = "a long enough one";

  private final TestApp app = TestApp.another();
  private final Browser browser = app.browser();

  @Test
  void isClosedUnlessItIsSwitchedOn() {
    Browser visitor = TestApp.shared().browser();

    Browser.Answer page = visitor.get("/register");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.html().select("h1").text()).isEqualTo("Registration is closed");
    assertThat(page.html().select("main form")).isEmpty();
    assertThat(visitor.get("/login").html().select("a[href=/register]")).isEmpty();
    String token = visitor.get("/login").html().select("main input[name=_csrf]").val();
    Browser.Answer forced =
        visitor.post(
            "/register",
            "_csrf",
            token,
            "username",
            "sneaky",
            "email",
            "sneaky@example.org",
            "password",
            PASSWORD,
            "confirmation",
            PASSWORD);
    assertThat(forced.status()).isEqualTo(403);
    assertThat(visitor.logIn("sneaky", PASSWORD).location()).isEqualTo("/login?error");
  }

  @Test
  void makesAnAccountThatMayLogInAndNotEdit() {
    assertThat(browser.get("/login").html().select("a[href=/register]")).hasSize(1);

    Browser.Answer made = register("grace", "grace@example.org", PASSWORD, PASSWORD);

    assertThat(made.location()).isEqualTo("/login?registered");
    assertThat(browser.get(made.location()).html().select("[role=status]").text())
        .contains("The account is there");
    assertThat(browser.logIn("GRACE", PASSWORD).location()).isEqualTo("/");
    assertThat(browser.get("/").html().select("header .who").text()).isEqualTo("grace");
    assertThat(browser.get("/admin/users").status()).isEqualTo(403);
  }

  @Test
  void tellsAllThatIsWrongAndKeepsTheInputButNotThePassword() {
    String attack = "\"><script>alert(1)</script>";

    Browser.Answer answer = register(attack, attack, "short", "other");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("[role=alert] li"))
        .extracting(item -> item.attr("data-field"))
        .containsExactly("username", "email", "password", "confirmation");
    assertThat(answer.html().select("#username").val()).isEqualTo(attack);
    assertThat(answer.html().select("#email").val()).isEqualTo(attack);
    assertThat(answer.html().select("#password").val()).isEmpty();
    assertThat(answer.html().select("#confirmation").val()).isEmpty();
    assertThat(answer.body()).doesNotContain("<script>alert").doesNotContain("short");
  }

  @Test
  void tellsWhatIsTaken() {
    assertThat(register("ADA", "Ada@LocalHost.example", PASSWORD, PASSWORD).html().text())
        .contains("This user name is taken.");
  }

  @Test
  void takesFiveTriesAMinuteAndKeepsTheInputOfTheSixth() {
    for (int i = 0; i < 5; i++) {
      assertThat(register("ada", "x", "x", "x").status()).isEqualTo(422);
    }

    Browser.Answer refused = register("patient", "p@example.org", PASSWORD, PASSWORD);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.html().select("[role=alert]").text()).contains("Too many tries");
    assertThat(refused.html().select("#username").val()).isEqualTo("patient");
  }

  private Browser.Answer register(
      String username, String email, String password, String confirmation) {
    return browser.submit(
        "/register",
        "username",
        username,
        "email",
        email,
        "password",
        password,
        "confirmation",
        confirmation);
  }
}
