package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
  private final TestApp app = TestApp.shared();
  private final Browser browser = app.browser();

  @Test
  void showsTheNameAndOffersToLogOut() {
    browser.loggedInAs("ada");

    assertThat(browser.get("/").html().select("header .who").text()).isEqualTo("ada");
    assertThat(browser.get("/").html().select("header form[action=/logout]")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "nobody", "", "x' or '1'='1", "a\u0000b", "👑"})
  void refusesAWrongPasswordTheSameWayForEverybody(String user) {
    Browser.Answer answer = browser.logIn(user, "wrong password");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).endsWith("/login?error");
    assertThat(browser.get("/login?error").html().select("[role=alert]").text())
        .isEqualTo("The user name or the password is wrong.");
    assertThat(browser.get("/admin/bands").status()).isEqualTo(302);
  }

  @Test
  void takesUserNamesInUpperAndLowerCase() {
    assertThat(browser.logIn("ADA", TestApp.PASSWORD).location()).isEqualTo("/");
    assertThat(browser.get("/").html().select("header .who").text()).isEqualTo("ada");
  }

  /** Otherwise the time would tell who has an account. */
  @Test
  void takesAsLongForUnknownUsersAsForAWrongPassword() {
    browser.logIn("nobody", "wrong password");

    long known = nanos(TestApp.SLOW_TO_LOG_IN);

    assertThat(nanos("nobody")).isGreaterThan(known / 3);
  }

  @Test
  void leadsBackToThePageThatAskedForIt() {
    Browser.Answer asked = browser.get("/admin/bands/new?x=%26");
    assertThat(asked.status()).isEqualTo(302);
    assertThat(asked.location()).isEqualTo("/login?to=%2Fadmin%2Fbands%2Fnew%3Fx%3D%2526");

    assertThat(logIn(asked.location(), "wrong password").location())
        .isEqualTo("/login?error&to=%2Fadmin%2Fbands%2Fnew%3Fx%3D%2526");
    Browser.Answer answer = logIn(asked.location(), TestApp.PASSWORD);

    assertThat(answer.location()).isEqualTo("/admin/bands/new?x=%26");
    assertThat(browser.get(answer.location()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//elsewhere.test",
        "/\\elsewhere.test",
        "\\\\elsewhere.test",
        "https:elsewhere.test",
        "/\t/elsewhere.test",
      })
  void leadsToTheMapAndNeverToAnotherSite(String to) {
    String page = "/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    assertThat(browser.get(page).html().select("input[name=to]")).isEmpty();

    Browser.Answer answer =
        browser.submit("/login", "username", "ada", "password", TestApp.PASSWORD, "to", to);

    assertThat(answer.location()).isEqualTo("/");
  }

  @Test
  void needsTheTokenOfTheForm() {
    assertThat(browser.post("/login", "username", "ada", "password", TestApp.PASSWORD).status())
        .isEqualTo(403);
  }

  @Test
  void endsWithLogOut() {
    browser.loggedInAs("ada");
    String token = browser.get("/").html().select("header input[name=_csrf]").val();

    String session = session();

    assertThat(browser.post("/logout", "_csrf", token).status()).isEqualTo(302);
    assertThat(browser.get("/admin/bands").location()).startsWith("/login");
    Browser thief = app.browser().with("Cookie", "music-graph=" + session);
    assertThat(thief.get("/admin/bands").location()).startsWith("/login");
  }

  @Test
  void givesAnotherSessionThanBeforeIt() {
    browser.get("/login");
    String before = session();

    browser.loggedInAs("ada");

    assertThat(session()).isNotEqualTo(before);
    Browser attacker = app.browser().with("Cookie", "music-graph=" + before);
    assertThat(attacker.get("/admin/bands").location()).startsWith("/login");
  }

  @Test
  void keepsItsCookieFromScriptsAndOtherSites() {
    String cookie = browser.get("/login").header("Set-Cookie");

    assertThat(cookie).startsWith("music-graph=").contains("HttpOnly", "SameSite=Lax");
  }

  @Test
  void survivesTheChangeToAnotherInstance() {
    browser.loggedInAs("ada");
    browser.moveTo(TestApp.another());
    assertThat(browser.get("/admin/bands").status()).isEqualTo(200);
    browser.moveTo(app);
    assertThat(browser.get("/admin/bands").status()).isEqualTo(200);
  }

  @Test
  void asksForANewLoginIfASessionCanNotBeRead() {
    browser.loggedInAs("ada");
    TestDatabases.execute(
        app.databaseUrl(),
        "update spring_session_attributes set attribute_bytes = 'of another release'"
            + " where session_primary_id = (select primary_id from spring_session"
            + " where session_id = '"
            + new String(Base64.getDecoder().decode(session()), StandardCharsets.UTF_8)
            + "')");

    assertThat(browser.get("/").status()).isEqualTo(200);
    assertThat(browser.get("/admin/bands").location()).startsWith("/login");
  }

  @Test
  void losesAdminRightsAtOnceWhenTheyAreTakenAway() {
    browser.loggedInAs("demoted");
    assertThat(browser.get("/admin/bands").status()).isEqualTo(200);

    Commands.run(Map.of("DATABASE_URL", app.databaseUrl()), "make-admin", "--remove", "demoted")
        .mustBeDone();

    assertThat(browser.get("/admin/bands").status()).isEqualTo(403);
  }

  /**
   * Of the quicker of two, as a pause of the machine tells nothing of the app; more would be turned
   * away.
   */
  private long nanos(String username) {
    return IntStream.range(0, 2).mapToLong(_ -> nanosOnce(username)).min().orElseThrow();
  }

  private long nanosOnce(String username) {
    String token = browser.get("/login").html().select("main input[name=_csrf]").val();
    long start = System.nanoTime();
    browser.post("/login", "username", username, "password", "wrong password", "_csrf", token);
    return System.nanoTime() - start;
  }

  private Browser.Answer logIn(String page, String password) {
    Document form = browser.get(page).html();
    return browser.post(
        "/login",
        "username",
        "ada",
        "password",
        password,
        "to",
        form.select("input[name=to]").val(),
        "_csrf",
        form.select("main input[name=_csrf]").val());
  }

  private String session() {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("music-graph"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }
}
