package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.Browser.Answer;
import dev.musicgraph.testing.TestApp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of genres and bands, and the page that leads to them. */
class TablesTest {
  private final Browser ada = TestApp.shared().browserOf("ada");

  @Test
  void theOverviewCountsAndLeadsToEverything() {
    Answer page = ada.get("/admin");

    assertThat(page.html().select("main tbody tr"))
        .extracting(row -> row.selectFirst("th a").attr("href"))
        .containsExactly("/admin/genres", "/admin/bands", "/admin/users", "/admin/tokens");
    assertThat(page.html().select("main tbody tr").get(0).text())
        .contains(total("/admin/genres") + ":");
    assertThat(page.html().select("main tbody tr").get(1).text()).contains(total("/admin/bands"));
  }

  @Test
  void namesAreFoundWithoutTheirMarksAndIdsToo() {
    assertThat(names(ada.get("/admin/bands?q=MOTORH"))).contains("Motörhead");
    assertThat(names(ada.get("/admin/bands?q=my-bloody"))).containsExactly("My Bloody Valentine");
    assertThat(ada.get("/admin/bands?q=no+such+band").html().text()).contains("No bands match.");
  }

  @Test
  void rowsAreRestrictedToATypeOrAGenre() {
    assertThat(ada.get("/admin/genres?type=leaf").html().select("td[data-label=Type]").eachText())
        .isNotEmpty()
        .containsOnly("leaf");
    assertThat(names(ada.get("/admin/bands?genre=shoegaze")))
        .contains("My Bloody Valentine", "Slowdive")
        .doesNotContain("Motörhead");
  }

  @Test
  void rowsAreSortedByAColumnEitherWay() {
    List<String> up = names(ada.get("/admin/genres?type=root"));
    Answer down = ada.get("/admin/genres?type=root&order=down");

    assertThat(names(down)).isEqualTo(up.reversed());
    assertThat(down.html().select("th[aria-sort=descending]").text()).isEqualTo("Name");
    assertThat(ada.get("/admin/genres?sort=id").html().select("tbody code").eachText())
        .isNotEmpty()
        .isSorted();
  }

  @Test
  void bandsComeInPagesOfFifty() {
    Answer first = ada.get("/admin/bands");
    Answer second = ada.get(first.html().select(".pages a[rel=next]").attr("href"));

    assertThat(names(first)).hasSize(50).doesNotContainAnyElementsOf(names(second));
    assertThat(second.html().select(".found").text()).startsWith("51 to ");
    assertThat(second.html().select(".pages a[rel=prev]").attr("href")).isEqualTo("/admin/bands");
  }

  @Test
  void relationsAreEditedAndShown() {
    String[] fields = {
      "id",
      "zouk-x",
      "name",
      "Zouk X",
      "type",
      "leaf",
      "fusions",
      "ska",
      "fusions",
      "dub",
      "influences",
      "rock"
    };
    ada.submit("/admin/genres/new", fields);

    assertThat(ada.get("/admin/genres?q=zouk-x").html().select("td[data-label=Relations]").text())
        .isEqualTo("A fusion of Dub, Ska. Influenced by Rock.");
    assertThat(ada.get("/admin/genres/zouk-x/edit").html().select("[checked]").eachAttr("value"))
        .containsExactly("dub", "ska", "rock");
    assertThat(ada.get("/api/graph").body())
        .contains("\"source\":\"genre:zouk-x\",\"target\":\"genre:dub\",\"kind\":\"fusion\"");

    ada.submit("/admin/genres/zouk-x/edit", "id", "zouk-x", "name", "Zouk X", "type", "leaf");
    assertThat(ada.get("/admin/genres?q=zouk-x").html().select("td[data-label=Relations]").text())
        .isEmpty();
    ada.submit("/admin/genres/zouk-x/delete");
  }

  @Test
  void aDeletionTellsWhichRelationsGoWithIt() {
    ada.submit("/admin/genres/new", "id", "old-x", "name", "Old X", "type", "root");
    ada.submit(
        "/admin/genres/new", "id", "new-x", "name", "New X", "type", "root", "influences", "old-x");

    assertThat(ada.get("/admin/genres/old-x/delete").html().select("main form").text())
        .contains("Influenced by it (1): New X");

    ada.submit("/admin/genres/old-x/delete");
    assertThat(ada.get("/admin/genres/new-x/edit").html().select("[checked]")).isEmpty();
    ada.submit("/admin/genres/new-x/delete");
  }

  @Test
  void theMessageAfterSavingLeadsToTheMap() {
    ada.submit(
        "/admin/bands/new", "id", "seen", "name", "Seen", "primaryGenre", "ska", "genres", "ska");

    assertThat(ada.get("/admin/bands").html().select("[role=status] a").attr("href"))
        .isEqualTo("/?node=band:seen");
    ada.submit("/admin/bands/seen/delete");
    assertThat(ada.get("/admin/bands").html().select("[role=status] a")).isEmpty();
  }

  private String total(String path) {
    return ada.get(path).html().select(".found span").text().replaceAll(".* of (\\d+) .*", "$1");
  }

  private static List<String> names(Answer page) {
    return page.html().select("tbody th[scope=row]").eachText();
  }
}
