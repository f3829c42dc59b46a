package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.awt.image.BufferedImage;
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
  void namesAreLeftOutWhileItMovesAndNothingIsLostWhenItRests() {
    Visit visit = open(app.address() + "/");
    Page page = visit.page;
    page.mouse().move(800, 20);
    page.waitForLoadState(LoadState.NETWORKIDLE);
    // Else a map that was moved shows more than before.
    String nothing = "{\"revision\":1,\"nodes\":[],\"edges\":[],\"total\":0}";
    page.route(
        "**/api/viewport?**", route -> route.fulfill(new Route.FulfillOptions().setBody(nothing)));
    int named = namePixels(visit);
    BufferedImage before = visit.shoot("part-before");
    assertThat(named).isGreaterThan(1_000);

    page.mouse().move(1100, 620);
    page.mouse().down();
    page.mouse().move(1000, 560, new Mouse.MoveOptions().setSteps(5));
    assertThat(namePixels(visit)).as("names while it moves").isZero();
    page.mouse().move(1100, 620, new Mouse.MoveOptions().setSteps(5));
    page.waitForTimeout(400); // or it would be a throw, after which the map glides on
    page.mouse().up();
    page.mouse().move(800, 20);
    page.waitForTimeout(400);

    assertThat(namePixels(visit)).isBetween(named * 95 / 100, named * 105 / 100);
    assertThat(different(before, visit.shoot("part-after"))).isLessThan(100);
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
                  const { stage } = await import('/map/main.js');
                  const page = await (await fetch('/api/genres?size=500')).json();
                  return page.genres.find(({ id }) => !stage().model.has(`genre:${id}`)).id;
                }
                """);

    visit.page.navigate(app.address() + "/?node=genre:" + missing);
    visit.ready().shows("genre:" + missing);

    assertThat(visit.page.locator("#panel h2")).isVisible();
  }

  private static int namePixels(Visit visit) {
    Object count =
        visit.page.evaluate(
            """
            () => {
              const canvas = document.querySelector('canvas.sigma-labels');
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, at) => at % 4 === 3 && value > 0).length;
            }
            """);
    return ((Number) count).intValue();
  }

  private static int different(BufferedImage first, BufferedImage second) {
    int different = 0;
    for (int x = 0; x < first.getWidth(); x++) {
      for (int y = 0; y < first.getHeight(); y++) {
        different += differ(first.getRGB(x, y), second.getRGB(x, y)) ? 1 : 0;
      }
    }
    return different;
  }

  /** A hair-line that comes to lie a part of a pixel beside its place is no difference. */
  private static boolean differ(int first, int second) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((first >> shift & 255) - (second >> shift & 255)) > 40) {
        return true;
      }
    }
    return false;
  }
}
