package dev.musicgraph.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ListPageTest {
  private final Browser browser = TestApp.shared().browser();

  @Test
  void saysEachGenreWithItsParentsAndBands() throws Exception {
    var row = browser.get("/list?page=" + pageOf("Ska")).html().getElementById("ska");

    assertThat(row.selectFirst("th").text()).isEqualTo("Ska");
    assertThat(row.select("a").eachAttr("href")).contains("/list?page=0#reggae");
    assertThat(row.text()).contains("The Skatalites");
  }

  @Test
  void showsTheLastPageWhereOneAsksForAFurtherOne() throws Exception {
    Document page = browser.get("/list?page=99999").html();

    assertThat(page.select("tbody tr")).isNotEmpty();
    assertThat(page.select("a[href*=page]").eachText()).doesNotContain("Next");
  }

  @Test
  void saysHowManyOfAllGenresItHolds() throws Exception {
    Document page = browser.get("/list").html();

    int rows = page.select("tbody tr").size();
    assertThat(page.select("main p").text())
        .containsPattern("Genres 1 to " + rows + " of [0-9,]+, with their bands");
  }

  @Test
  void isWhereTheMapLeadsThoseWithoutJavaScript() throws Exception {
    Document page = browser.get("/").html();

    assertThat(page.select("noscript a").attr("href")).isEqualTo("/list");
  }

  /** Found by its heads, which are in the order of the names. */
  private int pageOf(String genre) throws Exception {
    for (int page = 0; page < 20; page++) {
      if (browser.get("/list?page=" + page).html().select("tbody th").eachText().contains(genre)) {
        return page;
      }
    }
    throw new AssertionError(genre + " is on none of the first pages");
  }
}
