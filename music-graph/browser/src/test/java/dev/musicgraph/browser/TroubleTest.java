package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** What people see when something is missing or broken. */
class TroubleTest extends Window {
  @Test
  void withoutWebglTheListSaysEverything() {
    Visit visit = kept(Visit.withoutWebglAt("/")).ready();

    assertThat(visit.page.locator("#no-drawing")).isVisible();
    visit.page.locator("#tree [data-node='genre:reggae'] .name").first().click();
    visit.shows("genre:reggae");
    assertThat(visit.page.locator("#panel h2")).hasText("Reggae");
    assertThat(visit.page.locator("#tree [data-node='genre:ska']")).isVisible();
    visit.shoot("without-webgl");
  }

  @Test
  void withoutScriptsThereIsAPlainList() {
    Visit visit = kept(Visit.at("/", Visit.desk().setJavaScriptEnabled(false)));

    visit.page.locator("noscript a, a[href='/list']").first().click();

    assertThat(visit.page.locator("tr#ska")).containsText("The Skatalites");
    visit.shoot("without-javascript");
  }

  @Test
  void aServerThatIsAwayIsSaidAndAskedAgain() {
    Visit visit = kept(Visit.at("/login"));
    visit.page.route("**/api/graph", route -> route.abort());
    visit.page.navigate("/");
    assertThat(visit.page.locator("#banner")).containsText("The server can’t be reached");
    visit.shoot("server-away");

    visit.page.unroute("**/api/graph");
    visit.page.click("#banner button:has-text('Try again')");
    visit.ready();

    assertThat(visit.page.locator("#banner")).isHidden();
    assertThat(visit.seen()).isPositive();
    visit.complaints.clear();
  }

  @Test
  void aDatabaseThatIsAwayIsSaid() {
    Visit visit = kept(Visit.at("/login"));
    visit.page.route(
        "**/api/graph", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
    visit.page.navigate("/");

    assertThat(visit.page.locator("#banner")).containsText("database isn’t answering");
    visit.complaints.clear();
  }

  @Test
  void aPathThatFailsLeavesTheMapAsItIs() {
    Visit visit = open("/");
    visit.page.route("**/api/path?**", route -> route.abort());

    visit.page.evaluate(
        "async () => (await import('/map/main.js')).look({ from: 'genre:ska', to: 'genre:techno'"
            + " })");

    assertThat(visit.page.locator("#banner button:has-text('Try again')")).isVisible();
    assertThat(visit.seen()).isPositive();
    visit.complaints.clear();
  }

  @Test
  void motionIsLeftOutForThoseWhoAskForNone() {
    Visit visit = open("/", Visit.desk());

    visit.page.click("#zoom-in");

    // Without motion the camera has arrived when the click has been dealt with.
    assertThat(visit.page.locator("#graph").getAttribute("data-settled")).isEqualTo("1");
  }
}
