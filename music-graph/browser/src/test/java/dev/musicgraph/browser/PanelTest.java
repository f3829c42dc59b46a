package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

class PanelTest extends Window {
  @Test
  void leadsFromAGenreToItsBandAndBack() {
    Visit visit = open("/?node=genre:ska").shows("genre:ska");
    Locator panel = visit.page.locator("#panel");
    assertThat(panel).containsText("Leaf genre");
    assertThat(panel).containsText("Primary parent");
    visit.shoot("panel-genre");

    panel.locator("[data-node='band:the-skatalites']").click();
    visit.shows("band:the-skatalites");

    assertThat(panel.locator("h2")).hasText("The Skatalites");
    assertThat(panel).containsText("Primary genre");
    assertThat(panel).containsText("All genres");
    visit.shoot("panel-band");

    visit.page.goBack();
    visit.shows("genre:ska");

    assertThat(panel.locator("h2")).hasText("Ska");
  }

  @Test
  void saysWhatElseOneMayLikeAndWhy() {
    Visit visit = open("/?node=genre:ska").shows("genre:ska");

    Locator similar = visit.page.locator("#similar");

    assertThat(similar).containsText("If you like Ska, try");
    assertThat(similar.locator("li p").first()).not().isEmpty();
  }

  @Test
  void saysThatANodeIsNotThereAnyMore() {
    Visit visit = open("/?node=genre:never-heard-of");

    assertThat(visit.page.locator("#banner")).containsText("not in the catalogue");
  }
}
