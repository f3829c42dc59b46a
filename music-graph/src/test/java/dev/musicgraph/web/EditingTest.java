package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import org.junit.jupiter.api.Test;

/** What an administrator does, through the pages. */
class EditingTest {
  private static final String ATTACK = "<script>alert(\"x\")</script><img src=x onerror='a()'>";

  private final TestApp app = TestApp.shared();
  private final Browser ada = app.browserOf("ada");

  @Test
  void aBandIsAddedChangedAndDeleted() {
    Browser.Answer added =
        ada.submit(
            "/admin/bands/new",
            "id",
            "the-rutles",
            "name",
            "The Rutles 👑",
            "primaryGenre",
            "glam-rock",
            "genres",
            "glam-rock",
            "genres",
            "hard-rock");
    assertThat(added.status()).isEqualTo(302);
    assertThat(added.location()).endsWith("/admin/bands");
    assertThat(ada.get("/admin/bands").html().select("[role=status]").text())
        .isEqualTo("Saved the band The Rutles 👑. See it on the map");
    assertThat(ada.get("/api/bands?q=rutles").body())
        .contains(
            "{\"id\":\"the-rutles\",\"name\":\"The Rutles 👑\",\"primaryGenre\":\"glam-rock\","
                + "\"genres\":[\"glam-rock\",\"hard-rock\"]}");
    assertThat(ada.get("/api/graph").body()).contains("\"band:the-rutles\"");

    ada.submit(
        "/admin/bands/the-rutles/edit",
        "id",
        "the-rutles",
        "name",
        "The Rutles",
        "primaryGenre",
        "hard-rock",
        "genres",
        "hard-rock");
    assertThat(ada.get("/api/bands?q=rutles").body())
        .contains(
            "\"name\":\"The Rutles\",\"primaryGenre\":\"hard-rock\",\"genres\":[\"hard-rock\"]");

    assertThat(ada.get("/admin/bands/the-rutles/delete").html().select("h1").text())
        .isEqualTo("Delete The Rutles?");
    assertThat(ada.submit("/admin/bands/the-rutles/delete").location()).endsWith("/admin/bands");
    assertThat(ada.get("/api/bands?q=rutles").body()).doesNotContain("the-rutles");
  }

  @Test
  void aGenreIsAddedChangedAndDeleted() {
    ada.submit(
        "/admin/genres/new",
        "id",
        "tarantella",
        "name",
        "Tarantella",
        "type",
        "leaf",
        "primaryParent",
        "folk",
        "parents",
        "folk",
        "parents",
        "blues");
    assertThat(ada.get("/api/genres?q=tarantella").body())
        .contains(
            "{\"id\":\"tarantella\",\"name\":\"Tarantella\",\"type\":\"leaf\",\"primaryParent\":\"folk\","
                + "\"parents\":[\"blues\",\"folk\"]");

    ada.submit(
        "/admin/genres/tarantella/edit", "id", "tarantella", "name", "Tarantella", "type", "root");
    assertThat(ada.get("/api/genres?q=tarantella").body())
        .contains(
            "\"name\":\"Tarantella\",\"type\":\"root\",\"primaryParent\":null,\"parents\":[]");

    ada.submit("/admin/genres/tarantella/delete");
    assertThat(ada.get("/api/genres?q=tarantella").body()).doesNotContain("tarantella");
  }

  @Test
  void allErrorsAreShownAtOnceAndTheInputIsKept() {
    Browser.Answer answer =
        ada.submit(
            "/admin/bands/new",
            "id",
            "Not A Slug",
            "name",
            "",
            "primaryGenre",
            "dub",
            "genres",
            "ska",
            "genres",
            "rock");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("[role=alert] li"))
        .extracting(item -> item.attr("data-field"))
        .containsExactly("id", "name", "genres", "primaryGenre");
    assertThat(answer.html().select("#id").val()).isEqualTo("Not A Slug");
    assertThat(answer.html().select("#primaryGenre option[selected]").val()).isEqualTo("dub");
    assertThat(answer.html().select("input[name=genres][checked]").val()).isEqualTo("ska");
  }

  @Test
  void anEmptyFormIsAnsweredNotCrashedOn() {
    assertThat(ada.submit("/admin/bands/new").status()).isEqualTo(422);
    assertThat(ada.submit("/admin/genres/new").status()).isEqualTo(422);
    assertThat(ada.submit("/admin/genres/rock/edit").status()).isEqualTo(422);
  }

  @Test
  void bandFormsOfferOnlyLeaves() {
    assertThat(ada.get("/admin/bands/new").html().select("input[name=genres]"))
        .extracting(box -> box.attr("value"))
        .contains("glam-rock")
        .doesNotContain("rock", "metal");
  }

  @Test
  void aGenreInUseIsNotDeletedAndSaysWhatUsesIt() {
    Browser.Answer answer = ada.get("/admin/genres/shoegaze/delete");
    assertThat(answer.html().text()).contains("My Bloody Valentine, Ride, Slowdive");
    assertThat(answer.html().select("main form")).isEmpty();

    String token = answer.html().select("header input[name=_csrf]").val();
    Browser.Answer forced = ada.post("/admin/genres/punk/delete", "_csrf", token);

    assertThat(forced.status()).isEqualTo(422);
    assertThat(forced.html().text()).contains("Anarcho-Punk");
    assertThat(ada.get("/api/genres?q=punk").body()).contains("\"id\":\"punk\"");
  }

  @Test
  void aCycleIsRefused() {
    Browser.Answer answer =
        ada.submit(
            "/admin/genres/rock/edit",
            "id",
            "rock",
            "name",
            "Rock",
            "type",
            "intermediate",
            "parents",
            "metal");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("[role=alert]").text()).contains("cycle");
  }

  @Test
  void anAttackInANameStaysText() {
    ada.submit(
        "/admin/bands/new", "id", "attack", "name", ATTACK, "primaryGenre", "dub", "genres", "dub");

    for (String page :
        new String[] {"/admin/bands", "/admin/bands/attack/edit", "/admin/bands/attack/delete"}) {
      Browser.Answer answer = ada.get(page);
      assertThat(answer.body()).doesNotContain("<script>", "<img");
      assertThat(answer.html().html()).contains("alert");
    }
    assertThat(ada.get("/api/bands").header("Content-Type")).startsWith("application/json");
    assertThat(ada.get("/api/bands").header("X-Content-Type-Options")).isEqualTo("nosniff");
    Browser.Answer refused =
        ada.submit("/admin/bands/new", "id", ATTACK, "name", ATTACK, "genres", ATTACK);
    assertThat(refused.body()).doesNotContain("<script>", "<img");
    assertThat(refused.html().select("#name").val()).isEqualTo(ATTACK);
    ada.submit("/admin/bands/attack/delete");
    assertThat(ada.get("/admin/bands").body()).contains("Deleted").doesNotContain("<script>");
  }
}
