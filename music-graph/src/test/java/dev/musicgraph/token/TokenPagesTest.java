package dev.musicgraph.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import org.junit.jupiter.api.Test;

/** What an administrator does on the page for tokens. */
class TokenPagesTest {
  private static final String ATTACK = "<script>alert(\"x\")</script>";

  private final TestApp app = TestApp.shared();
  private final Browser ada = app.browserOf("ada");

  @Test
  void aTokenIsShownOnceThenListedAndRevoked() {
    Browser.Answer made =
        ada.submit("/admin/tokens", "name", "import of tonight", "expires", "2033-01-31");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).contains("no-store");
    String token = made.html().select("#secret").text();
    assertThat(ApiToken.parse(token)).isPresent();

    Browser.Answer list = ada.get("/admin/tokens");
    assertThat(list.body()).doesNotContain(token, "id=\"secret\"");
    String row = list.html().select("tr:contains(import of tonight)").text();
    assertThat(row).contains("ada", "2033-02-01 00:00", "never");

    assertThat(write(token)).isNotEqualTo(401);
    String revoke =
        ada.get("/admin/tokens")
            .html()
            .select("tr:contains(import of tonight) form")
            .attr("action");
    assertThat(ada.post(revoke).status()).isEqualTo(403);
    assertThat(write(token)).isNotEqualTo(401);
    String csrf = list.html().select("header input[name=_csrf]").val();
    assertThat(ada.post(revoke, "_csrf", csrf).location()).endsWith("/admin/tokens");
    assertThat(ada.get("/admin/tokens").body()).doesNotContain("import of tonight");
    assertThat(write(token)).isEqualTo(401);
    assertThat(ada.post(revoke, "_csrf", csrf).status()).isEqualTo(404);
  }

  @Test
  void allErrorsAreShownAtOnceAndTheInputIsKept() {
    Browser.Answer answer =
        ada.submit("/admin/tokens", "name", ATTACK.repeat(5), "expires", "2001-01-01");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("[role=alert] li"))
        .extracting(item -> item.attr("data-field"))
        .containsExactly("name", "expires");
    assertThat(answer.html().select("#name").val()).isEqualTo(ATTACK.repeat(5));
    assertThat(answer.body()).doesNotContain("<script>");
    assertThat(ada.submit("/admin/tokens").status()).isEqualTo(422);
  }

  @Test
  void onlyAdministratorsMayDoIt() {
    assertThat(app.browser().get("/admin/tokens").location()).contains("/login");
    assertThat(app.browserOf("visitor").get("/admin/tokens").status()).isEqualTo(403);
    assertThat(ada.post("/admin/tokens", "name", "forged").status()).isEqualTo(403);
    assertThat(ada.get("/admin/tokens").body()).doesNotContain("forged");
  }

  private int write(String token) {
    return new Program(app.address()).with(token).post("/api/nothing", "{}").status();
  }
}
