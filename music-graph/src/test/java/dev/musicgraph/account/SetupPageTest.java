package dev.musicgraph.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import dev.musicgraph.user.Admins;
import dev.musicgraph.user.AppUser;
import dev.musicgraph.user.SetupLinks;
import dev.musicgraph.user.Users;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(OnlyLooks.UNDISTURBED)
class SetupPageTest {
  private final TestApp app = TestApp.shared();
  private final Browser browser = app.browser();

  private final List<AppUser> admins =
      app.part(Users.class).all().stream().filter(AppUser::admin).toList();

  @BeforeEach
  void takeAllAdministratorsAway() {
    TestDatabases.execute(app.databaseUrl(), "update app_user set admin = false");
  }

  @AfterEach
  void restore() {
    TestDatabases.execute(app.databaseUrl(), "delete from app_user where username = 'first'");
    TestDatabases.execute(app.databaseUrl(), "delete from setup_link");
    admins.forEach(user -> app.part(Admins.class).add(user.id()));
  }

  @Test
  void makesTheFirstAdministratorAndIsGone() {
    String link = app.part(SetupLinks.class).offer().orElseThrow();
    Browser.Answer page = browser.get(link);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("h1").text()).isEqualTo("The first administrator");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");

    Browser.Answer wrong = send(link, "first", "a long enough one", "another long one");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html().select("#username").val()).isEqualTo("first");
    Browser.Answer made = send(link, "first", "a long enough one", "a long enough one");

    assertThat(made.location()).isEqualTo("/login?registered");
    assertThat(browser.logIn("first", "a long enough one").location()).isEqualTo("/");
    assertThat(browser.get("/admin/users").status()).isEqualTo(200);
    assertThat(browser.get(link).status()).isEqualTo(404);
    assertThat(browser.get(link).html().select("h1").text()).isEqualTo("This link doesn't work");
  }

  @Test
  void isThereOnlyForWhoeverHasTheLink() {
    app.part(SetupLinks.class).offer();

    assertThat(browser.get("/setup").status()).isEqualTo(404);
    assertThat(browser.get("/setup?token=x").status()).isEqualTo(404);
    assertThat(browser.post("/setup", "token", "x").status()).isEqualTo(403);
  }

  @Test
  void takesFiveTriesAMinute() {
    app.part(SetupLinks.class).offer();
    String token = browser.get("/login").html().select("main input[name=_csrf]").val();
    for (int i = 0; i < 5; i++) {
      assertThat(browser.post("/setup", "token", "guess" + i, "_csrf", token).status())
          .isEqualTo(404);
    }

    assertThat(browser.post("/setup", "token", "guess", "_csrf", token).status()).isEqualTo(429);
  }

  private Browser.Answer send(String link, String name, String password, String confirmation) {
    return browser.post(
        "/setup",
        "_csrf",
        browser.get(link).html().select("main input[name=_csrf]").val(),
        "token",
        browser.get(link).html().select("input[name=token]").val(),
        "username",
        name,
        "email",
        name + "@example.org",
        "password",
        password,
        "confirmation",
        confirmation);
  }
}
