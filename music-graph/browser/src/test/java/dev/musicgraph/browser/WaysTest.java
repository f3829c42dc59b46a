package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Paths, surroundings and filters: ways to look at a part of the map. */
class WaysTest extends Window {
  @Test
  void thePathBetweenTwoNodesIsShownStepByStep() {
    Visit visit = open("/?node=genre:ska").shows("genre:ska");

    visit.page.locator("#panel button", hasText("Path to")).click();
    visit.page.keyboard().type("Techno");
    visit.page.locator("#to-list [role=option]").first().waitFor();
    visit.page.keyboard().press("Enter");

    Locator steps = visit.page.locator("#steps button");
    assertThat(steps.first()).hasText("Ska");
    assertThat(steps.last()).hasText("Techno");
    org.assertj.core.api.Assertions.assertThat(visit.page.url())
        .contains("from=genre:ska", "to=genre:techno");
    assertThat(visit.page.locator("#live")).containsText("Path of");
    visit.shoot("path");
  }

  @Test
  void aPathOfRelationsThatAreSwitchedOffIsNotFound() {
    Visit visit = open("/?from=genre:ska&to=genre:techno&kinds=band");

    assertThat(visit.page.locator("#steps")).containsText("Nothing connects these two");
    visit.complaints.removeIf(complaint -> complaint.contains("404"));
  }

  @Test
  void onlyTheSurroundingsAreShownAsFarAsTheSliderSays() {
    Visit visit = open("/");
    int all = visit.seen();
    visit = open("/?ego=genre:reggae&depth=1");
    assertThat(visit.page.locator("#ego-name")).hasText("Reggae");
    assertThat(visit.page.locator("#ego-count")).containsText("neighbour");
    int near = visit.seen();
    visit.shoot("surroundings");

    visit.page.locator("#depth").press("ArrowRight");
    assertThat(visit.page.locator("#depth-said")).hasText("2 steps");
    visit.page.waitForFunction(
        "near => Number(document.getElementById('graph').dataset.seen) > near", near);

    assertThat(near).isLessThan(all / 2);
    assertThat(visit.page.url()).contains("depth=2");
    visit.page.click("#ego-close");
    visit.page.waitForFunction(
        "all => Number(document.getElementById('graph').dataset.seen) === all", all);
  }

  @Test
  void switchesTakeTypesAndRelationsOffTheMap() {
    Visit visit = open("/");
    int all = visit.seen();

    visit.page.click("#filters-open");
    visit.page.uncheck("#filters input[value=leaf]");
    assertThat(visit.seen()).isLessThan(all);
    assertThat(visit.placeOf("genre:ska")).isNull();
    visit.page.check("#filters input[name=types][value=band]");
    assertThat(visit.placeOf("band:the-skatalites")).isNotNull();
    visit.page.uncheck("#filters input[value=subgenre]");
    visit.shoot("filters");

    assertThat(visit.page.url()).contains("types=root,intermediate,band");
    assertThat(visit.page.url()).contains("kinds=fusion,influence,band");
    assertThat(
            visit.page.evaluate(
                "async () => { const { scene } = (await import('/map/main.js')).stage();"
                    + " return scene.graph.filterEdges((id, { edge }) => edge.kind === 'subgenre'"
                    + " && !scene.sigma.getEdgeDisplayData(id).hidden).length; }"))
        .isEqualTo(0);
  }

  private static com.microsoft.playwright.Page.LocatorOptions hasText(String text) {
    return new com.microsoft.playwright.Page.LocatorOptions().setHasText(text);
  }
}
