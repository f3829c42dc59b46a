package dev.musicgraph.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import dev.musicgraph.user.Users;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(OnlyLooks.UNDISTURBED)
class UserPagesTest {
  private final TestApp app = TestApp.shared();
  private final Browser ada = app.browserOf("ada");

  @AfterEach
  void restore() {
    TestDatabases.execute(
        app.databaseUrl(), "update app_user set admin = false where username = 'visitor'");
  }

  @Test
  void giveTheRightAndTakeItAwayAtOnce() {
    Browser visitor = app.browserOf("visitor");
    assertThat(visitor.get("/admin/genres").status()).isEqualTo(403);

    assertThat(set("visitor", "true").location()).isEqualTo("/admin/users");
    assertThat(ada.get("/admin/users").html().select("[role=status]").text())
        .isEqualTo("visitor is an administrator now.");
    assertThat(visitor.get("/admin/genres").status()).isEqualTo(200);

    assertThat(set("visitor", "false").status()).isEqualTo(302);
    assertThat(visitor.get("/admin/genres").status()).isEqualTo(403);
  }

  @Test
  void neverTakeOnesOwnRight() {
    assertThat(row("ada").select("form")).isEmpty();

    Browser.Answer answer = set("ada", "false");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("main [role=alert]").text())
        .contains("can't take your own right away");
    assertThat(ada.get("/admin/users").status()).isEqualTo(200);
  }

  @Test
  void doTheSameForAFormThatIsSentTwice() {
    set("visitor", "true");
    set("visitor", "true");

    assertThat(row("visitor").text()).contains("yes");
  }

  @Test
  void refuseAFormThatDoesNotSayWhatToDo() {
    assertThat(set("visitor", "perhaps").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999999", "x", "-1", "99999999999999999999999"})
  void haveNoPageForAnUnknownUser(String id) {
    String token = ada.get("/admin/users").html().select("main input[name=_csrf]").val();

    assertThat(ada.post("/admin/users/" + id + "/admin", "admin", "true", "_csrf", token).status())
        .isEqualTo(404);
  }

  @Test
  void needTheirToken() {
    assertThat(ada.post("/admin/users/" + id("visitor") + "/admin", "admin", "true").status())
        .isEqualTo(403);
    assertThat(row("visitor").text()).contains("no");
  }

  @Test
  void showAnAttackAsText() {
    TestDatabases.execute(
        app.databaseUrl(),
        "insert into app_user (username, email, password_hash) values"
            + " ('mallory', '<script>alert(1)</script>', 'x')");
    try {
      Browser.Answer page = ada.get("/admin/users");

      assertThat(page.body()).doesNotContain("<script>alert");
      assertThat(page.html().select("td").eachText()).contains("<script>alert(1)</script>");
    } finally {
      TestDatabases.execute(app.databaseUrl(), "delete from app_user where username = 'mallory'");
    }
  }

  @Test
  void endLoginsWithAnOldPassword() {
    Map<String, String> environment =
        Map.of("DATABASE_URL", app.databaseUrl(), "ADMIN_PASSWORD", "first password");
    Commands.run(environment, "make-admin", "renewed").mustBeDone();
    Browser renewed = app.browser();
    assertThat(renewed.logIn("renewed", "first password").location()).isEqualTo("/");
    assertThat(renewed.get("/admin/users").status()).isEqualTo(200);

    Commands.run(environment, "make-admin", "renewed").mustBeDone();

    assertThat(renewed.get("/admin/users").location()).startsWith("/login");
    TestDatabases.execute(app.databaseUrl(), "delete from app_user where username = 'renewed'");
  }

  private Browser.Answer set(String username, String admin) {
    String token = ada.get("/admin/users").html().select("main input[name=_csrf]").val();
    return ada.post("/admin/users/" + id(username) + "/admin", "admin", admin, "_csrf", token);
  }

  private Element row(String username) {
    return ada.get("/admin/users").html().select("tbody tr").stream()
        .filter(row -> row.child(0).text().equals(username))
        .findFirst()
        .orElseThrow();
  }

  private long id(String username) {
    return app.part(Users.class).find(username).orElseThrow().id().value();
  }
}
