package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest extends Window {
  @Test
  void ofAViewRestoresItInAnotherBrowser() {
    Visit visit = open("/");
    visit.page.click("#filters-open");
    visit.page.uncheck("#filters input[value=influence]");
    visit.page.fill("#search", "Techno");
    visit.page.locator("#search-list [role=option]").first().click();
    visit.shows("genre:techno");

    Visit other = open(visit.page.url()).shows("genre:techno");

    assertThat(other.page.locator("#panel h2")).hasText("Techno");
    assertThat(other.page.locator("#filters input[value=influence]")).not().isChecked();
    assertThat(other.seen()).isEqualTo(visit.seen());
  }

  @Test
  void ofTheOldKindStillLeadsToItsNode() {
    Visit visit = open("/#genre:ska").shows("genre:ska");

    assertThat(visit.page.locator("#panel h2")).hasText("Ska");
  }

  @Test
  void canTravelBackAndForth() {
    Visit visit = open("/");
    visit.page.fill("#search", "Ska");
    visit.page.locator("#search-list [role=option]").first().click();
    visit.shows("genre:ska");

    visit.page.goBack();
    visit.shows("");
    assertThat(visit.page.locator("#panel")).isHidden();
    visit.page.goForward();
    visit.shows("genre:ska");

    assertThat(visit.page.locator("#panel")).isVisible();
  }

  @Test
  void withNonsenseInItIsTheWholeMap() {
    Visit visit = open("/?node=%3Cscript%3E&depth=99&kinds=zzz&ego=1&types=&from=genre:");

    assertThat(visit.page.locator("#panel")).isHidden();
  }
}
