package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what. */
@OnlyLooks
class AccessTest {
  private final TestApp app = TestApp.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/api/graph",
        "/api/genres",
        "/api/bands",
        "/api/version",
        "/healthz",
        "/map/main.js",
        "/app.css",
        "/vendor/sigma/package/dist/sigma.min.js",
        "/vendor/graphology/package/dist/graphology.umd.min.js",
      })
  void everybodyMayLook(String path) {
    assertThat(app.browser().get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/genres",
        "/admin/genres/new",
        "/admin/genres/rock/edit",
        "/admin/genres/rock/delete",
        "/admin/bands",
        "/admin/bands/new",
        "/admin/bands/pulp/edit",
        "/admin/bands/pulp/delete",
      })
  void onlyAdministratorsMayEdit(String path) {
    assertThat(app.browser().get(path).location()).startsWith("/login?to=%2Fadmin");

    Browser.Answer visitor = app.browserOf("visitor").get(path);
    assertThat(visitor.status()).isEqualTo(403);
    assertThat(visitor.html().text()).contains("Only administrators may do this");

    assertThat(app.browserOf("ada").get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/genres/new",
        "/admin/genres/rock/edit",
        "/admin/genres/rock/delete",
        "/admin/bands/new",
        "/admin/bands/pulp/edit",
        "/admin/bands/pulp/delete",
      })
  void noFormIsTakenWithoutItsToken(String path) {
    Browser.Answer answer = app.browserOf("ada").post(path, "id", "x", "name", "X", "type", "root");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(app.browser().get("/api/bands?q=pulp").body()).contains("\"pulp\"");
    assertThat(app.browser().get("/api/genres?q=rock").body()).contains("\"rock\"");
  }

  @Test
  void aVisitorWithATokenStillMayNotEdit() {
    Browser visitor = app.browserOf("visitor");
    String token = visitor.get("/").html().select("header input[name=_csrf]").val();

    assertThat(visitor.post("/admin/bands/pulp/delete", "_csrf", token).status()).isEqualTo(403);
    assertThat(app.browser().get("/api/bands?q=pulp").body()).contains("\"pulp\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/admin/genres/nothing/edit",
        "/admin/bands/nothing/edit",
        "/admin/bands/Not%20A%20Slug/edit",
        "/admin/bands/%3Cscript%3E/delete",
        "/api/nothing",
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(app.browserOf("ada").get(path).status()).isEqualTo(404);
  }

  @Test
  void pagesAllowNoInlineScriptAndNoFrames() {
    Browser.Answer page = app.browser().get("/");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.html().select("script:not([src]), style, [style], [onclick], [onload]"))
        .isEmpty();
  }

  @Test
  void theVersionIsTheOneThatTheEnvironmentNames() {
    assertThat(app.browser().get("/api/version").body())
        .isEqualTo("{\"version\":\"v1.2.3-test\",\"commit\":\"abc1234\"}");
  }
}
