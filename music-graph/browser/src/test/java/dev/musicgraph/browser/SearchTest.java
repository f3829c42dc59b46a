package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SearchTest extends Window {
  @Test
  void fliesToWhatIsChosenAndOpensIt() {
    Visit visit = open("/");
    String before = visit.camera();

    visit.page.keyboard().press("/");
    visit.page.keyboard().type("techn");
    visit.page.locator("#search-list [role=option]").first().waitFor();
    visit.shoot("search");
    visit.page.keyboard().press("Enter");
    visit.shows("genre:techno");

    assertThat(visit.camera()).isNotEqualTo(before);
    double panel = visit.page.locator("#panel").boundingBox().x;
    double[] place = visit.placeOf("genre:techno");
    assertThat(place[0]).isCloseTo(panel / 2, within(3.0));
    assertThat(place[1]).isCloseTo((800 + 56) / 2.0, within(12.0));
  }

  @Test
  void forgivesTypingErrors() {
    Visit visit = open("/");

    visit.page.fill("#search", "regae");

    assertThat(visit.page.locator("#search-list [role=option]").filter(named("Reggae")).first())
        .isVisible();
  }

  @Test
  void saysThatNothingFits() {
    Visit visit = open("/");

    visit.page.fill("#search", "qqqqzzzz");

    assertThat(visit.page.locator("#search-list")).containsText("Nothing is called “qqqqzzzz”");
    assertThat(visit.page.locator("#live")).containsText("No suggestions");
  }

  private static com.microsoft.playwright.Locator.FilterOptions named(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }
}
