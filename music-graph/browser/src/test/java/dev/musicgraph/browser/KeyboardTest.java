package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The whole of it without a mouse. */
class KeyboardTest extends Window {
  @Test
  void searchesWalksOpensAndCloses() {
    Visit visit = open("/");
    Page page = visit.page;
    Keyboard keys = page.keyboard();

    keys.press("/");
    keys.type("reggae");
    page.locator("#search-list [role=option]").first().waitFor();
    keys.press("Enter");
    visit.shows("genre:reggae");
    tabTo(visit, "graph");
    assertThat(page.locator("#graph")).hasAttribute("data-at", "genre:reggae");
    for (String arrow : new String[] {"ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"}) {
      keys.press(arrow);
    }
    String at = page.locator("#graph").getAttribute("data-at");
    assertThat(page.locator("#live")).containsText("connection");
    visit.shoot("keyboard-walk");

    if (at.equals("genre:reggae")) {
      keys.press("ArrowUp");
      at = page.locator("#graph").getAttribute("data-at");
    }
    keys.press("Enter");
    visit.shows(at);
    keys.press("Escape");
    visit.shows("");

    assertThat(page.locator("#panel")).isHidden();
  }

  @Test
  void opensAndClosesTheHelp() {
    Visit visit = open("/");

    visit.page.keyboard().press("?");
    assertThat(visit.page.locator("#help")).isVisible();
    visit.shoot("help");
    visit.page.keyboard().press("Escape");

    assertThat(visit.page.locator("#help")).isHidden();
  }

  @Test
  void walksTheListAsATree() {
    Visit visit = open("/");
    Page page = visit.page;
    page.keyboard().press("l");
    assertThat(page.locator("#tree")).isVisible();
    tabTo(visit, "tree");

    page.keyboard().press("Home");
    page.keyboard().type("regg");
    assertThat(page.locator("#tree :focus")).hasAttribute("data-node", "genre:reggae");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#tree :focus")).hasAttribute("aria-expanded", "true");
    page.keyboard().press("ArrowRight");
    page.keyboard().type("ska");
    assertThat(page.locator("#tree :focus")).hasAttribute("data-node", "genre:ska");
    page.keyboard().press("Enter");
    visit.shows("genre:ska");
    visit.shoot("list");

    assertThat(page.locator("#live")).containsText("Ska, leaf genre, opened");
    assertThat(page.url()).contains("view=list");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#tree :focus")).hasAttribute("data-node", "genre:reggae");
  }

  @Test
  void seesWhereItIs() {
    Visit visit = open("/");

    visit.page.keyboard().press("Tab");
    visit.page.keyboard().press("Tab");

    String outline =
        (String) visit.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle");
    assertThat(outline).isEqualTo("solid");
  }

  private static void tabTo(Visit visit, String within) {
    for (int i = 0; i < 40; i++) {
      visit.page.keyboard().press("Tab");
      Object there =
          visit.page.evaluate(
              "id => document.getElementById(id).contains(document.activeElement)", within);
      if (Boolean.TRUE.equals(there)) {
        return;
      }
    }
    throw new AssertionError("Tab never came to " + within);
  }
}
