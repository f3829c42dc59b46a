package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An administrator without a mouse, from logging in to deleting. */
class AdminKeyboardTest extends Window {
  private static final int MOST_STOPS = 60;

  @Test
  void aGenreAndABandAreAddedAndDeleted() {
    Visit visit = kept(Visit.at("/login?to=/admin"));
    Page page = visit.page;
    Keyboard keys = page.keyboard();
    logIn(visit);

    follow(visit, ".bar", "/admin/genres");
    follow(visit, "main", "/admin/genres/new");
    tabTo(visit, "#name");
    keys.type("Keyboard Beat");
    tabTo(visit, "#type");
    keys.type("leaf");
    choose(visit, "parents", "reggae", "reggae");
    choose(visit, "parents", "electronic", "electronic");
    assertThat(page.locator("#parents .chips li")).hasCount(2);
    back(visit, "#primaryParent");
    keys.type("Electronic");
    assertThat(page.locator("#primaryParent")).hasValue("electronic");
    visit.shoot("keyboard-genre");
    press(visit, "main .send button");
    assertThat(page.locator(".done")).containsText("Keyboard Beat");

    page.navigate("/admin/bands/new");
    tabTo(visit, "#name");
    keys.type("The Tab Stops");
    choose(visit, "genres", "keyboard-beat", "keyboard-beat");
    back(visit, "#primaryGenre");
    keys.type("Keyboard Beat");
    assertThat(page.locator("#primaryGenre")).hasValue("keyboard-beat");
    press(visit, "main .send button");
    assertThat(page.locator(".done")).containsText("The Tab Stops");

    delete(visit, "/admin/bands/the-tab-stops/edit", "The Tab Stops");
    delete(visit, "/admin/genres/keyboard-beat/edit", "Keyboard Beat");
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndLeadsToItsField() {
    Visit visit = kept(Visit.at("/login?to=/admin"));
    Page page = visit.page;
    logIn(visit);
    page.navigate("/admin/genres/new");

    press(visit, "main .send button");

    assertThat(page.locator(".problem[role=alert]")).isFocused();
    assertThat(page.locator("#name")).hasAttribute("aria-invalid", "true");
    String described = page.locator("#name").getAttribute("aria-describedby");
    assertThat(described).contains("name-problem");
    assertThat(page.locator("#name-problem")).isVisible();
    press(visit, ".problem a[href='#name']");
    assertThat(page.locator("#name")).isFocused();
    visit.shoot("keyboard-problem");
    visit.complaints.clear(); // of the status, which is 422
  }

  @Test
  void everyControlOfAFormIsReachedInAFewStepsAndSeenToBe() {
    Visit visit = kept(Visit.at("/login?to=/admin"));
    logIn(visit);
    visit.page.navigate("/admin/genres/ska/edit");
    visit.page.evaluate(
        """
        () => { globalThis.wanted = new Set([...document.querySelectorAll('main input, main select, main button, main a')]
          .filter(one => one.type !== 'hidden' && one.offsetParent !== null && !one.closest('.choices'))); }
        """);

    List<?> missed =
        (List<?>)
            visited(
                visit,
                """
                () => { wanted.delete(document.activeElement); return [...wanted].map(one => one.outerHTML); }
                """);

    assertThat(missed).isEmpty();
  }

  @Test
  void aWrongPasswordIsSaidAndTheNextTryBegun() {
    Visit visit = kept(Visit.at("/login"));
    Keyboard keys = keyboardAtTheLogin(visit);
    keys.type("nobody");
    keys.press("Tab");
    keys.type("not the password");
    keys.press("Enter");

    assertThat(visit.page.locator(".problem[role=alert]")).isVisible();
    assertThat(visit.page.locator("#username")).isFocused();
  }

  private static void logIn(Visit visit) {
    Keyboard keys = keyboardAtTheLogin(visit);
    keys.type(App.ADMIN);
    keys.press("Tab");
    keys.type(App.PASSWORD);
    keys.press("Enter");
    assertThat(visit.page.locator(".bar")).containsText(App.ADMIN);
  }

  /** The browser gives the focus with the first drawing, which may come after the load event. */
  private static Keyboard keyboardAtTheLogin(Visit visit) {
    assertThat(visit.page.locator("#username")).isFocused();
    return visit.page.keyboard();
  }

  /** By the filter above the boxes: what is left of them is found by the arrow. */
  private static void choose(Visit visit, String picker, String filter, String value) {
    Keyboard keys = visit.page.keyboard();
    String search = "#" + picker + " input[type=search]";
    if (!focused(visit, search)) {
      tabTo(visit, search);
    }
    keys.press("Control+a");
    keys.type(filter);
    keys.press("ArrowDown");
    String box = "input[name='" + picker + "'][value='" + value + "']";
    for (int i = 0; i < 30 && !focused(visit, box); i++) {
      keys.press("ArrowDown");
    }
    keys.press("Space");
    assertThat(visit.page.locator(box)).isChecked();
    back(visit, search);
  }

  private static void delete(Visit visit, String path, String name) {
    visit.page.navigate(path);
    press(visit, "main .send a[href$='/delete']");
    assertThat(visit.page.locator("h1")).hasText("Delete " + name + "?");
    assertThat(visit.page.locator(".done")).hasCount(0);
    press(visit, "main button.danger");
    assertThat(visit.page.locator(".done")).containsText(name);
  }

  private static void follow(Visit visit, String within, String address) {
    press(visit, within + " a[href='" + address + "']");
    visit.page.waitForURL(url -> url.endsWith(address));
  }

  private static void press(Visit visit, String control) {
    tabTo(visit, control);
    visit.page.keyboard().press("Enter");
  }

  private static void tabTo(Visit visit, String control) {
    step(visit, "Tab", control);
  }

  private static void back(Visit visit, String control) {
    step(visit, "Shift+Tab", control);
  }

  private static void step(Visit visit, String key, String control) {
    for (int i = 0; i < MOST_STOPS; i++) {
      visit.page.keyboard().press(key);
      assertFocusIsSeen(visit);
      if (focused(visit, control)) {
        return;
      }
    }
    throw new AssertionError(key + " never came to " + control);
  }

  /** Goes through the whole page once. */
  private static Object visited(Visit visit, String look) {
    Object seen = List.of();
    for (int i = 0; i < MOST_STOPS; i++) {
      visit.page.keyboard().press("Tab");
      assertFocusIsSeen(visit);
      seen = visit.page.evaluate(look);
    }
    return seen;
  }

  private static boolean focused(Visit visit, String control) {
    return (Boolean)
        visit.page.evaluate("control => document.activeElement?.matches(control)", control);
  }

  private static void assertFocusIsSeen(Visit visit) {
    Object unseen =
        visit.page.evaluate(
            """
            () => {
              const at = document.activeElement;
              if (at === document.body) return null;
              const { outlineStyle, outlineWidth } = getComputedStyle(at);
              const { width, height } = at.getBoundingClientRect();
              return outlineStyle === 'none' || outlineWidth === '0px' || width === 0 || height === 0 ? at.outerHTML : null;
            }
            """);
    assertThat(unseen).isNull();
  }
}
