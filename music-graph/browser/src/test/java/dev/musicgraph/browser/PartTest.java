package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A catalogue too large for one answer: 2,000 nodes, of which 250 may be sent. */
class PartTest extends Window {
  private static App app;

  @BeforeAll
  static void start() {
    app =
        App.on(
            "part",
            Map.of("GRAPH_NODES", "250"),
            List.of(List.of("synthetic", "--genres", "1200", "--bands", "800", "--seed", "3")));
  }

  @AfterAll
  static void stop() {
    app.stop();
  }

  @Test
  void theListSaysThatItIsAPartAndLeadsToTheRest() {
    Visit visit = open(app.address() + "/?view=list");
    Page page = visit.page;

    assertThat(page.locator("#list-count")).containsText("A part only");
    assertThat(page.locator("#list-count")).containsText("of 2,000 genres and bands");
    visit.shoot("part-list");
    page.locator("#list-count a").click();

    assertThat(page.locator("main")).containsText("Genres 1 to 1,000 of 1,200");
    assertThat(page.locator("tbody tr")).hasCount(1_000);
    page.locator("a:has-text('Next')").click();
    assertThat(page.locator("tbody tr")).hasCount(200);
  }

  @Test
  void theLegendSaysOfHowManyItCounts() {
    Visit visit = open(app.address() + "/");

    assertThat(visit.page.locator("#legend-part")).containsText("All 2,000 genres and bands");
    assertThat(visit.page.locator("#legend-part a")).hasAttribute("href", "/list");
    assertThat(visit.page.locator("#families button").first().getAttribute("title"))
        .contains(": at least ");
    visit.shoot("part-legend");
  }

  @Test
  void aWholeCatalogueSaysNothingOfParts() {
    Visit visit = open("/?view=list");

    assertThat(visit.page.locator("#legend-part")).isHidden();
    assertThat(visit.page.locator("#list-count")).not().containsText("part");
    assertThat(visit.page.locator("#families button").first().getAttribute("title"))
        .doesNotContain("at least");
  }

  @Test
  void whatIsNotLoadedIsFoundBySearchAndOpened() {
    Visit visit = open(app.address() + "/");
    String missing =
        (String)
            visit.page.evaluate(
                """
                async () => {
                  const { stage } = await import('/map/stage.js');
                  const page = await (await fetch('/api/genres?size=500')).json();
                  return page.genres.find(({ id }) => !stage().model.has(`genre:${id}`)).id;
                }
                """);

    visit.page.navigate(app.address() + "/?node=genre:" + missing);
    visit.ready().shows("genre:" + missing);

    assertThat(visit.page.locator("#panel h2")).isVisible();
  }
}
