package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** What an administrator does, from logging in to deleting. */
class EditingTest extends Window {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @Test
  void aGenreAndABandAreAddedChangedSeenAndDeleted() {
    Visit visit = kept(Visit.at("/"));
    Page page = visit.page;
    page.onDialog(dialog -> visit.complaints.add("a dialog: " + dialog.message()));
    visit.logIn();
    assertThat(page.locator(".bar")).containsText(App.ADMIN);

    page.navigate("/admin/genres/new");
    page.fill("#name", "Browser Beat");
    page.fill("#id", "browser-beat");
    page.selectOption("#type", "leaf");
    page.selectOption("#primaryParent", "reggae");
    page.locator("input[name=parents][value=reggae]").check();
    visit.shoot("genre-form");
    page.click("main form button[type=submit]:has-text('Save')");
    assertThat(page.locator(".done")).isVisible();

    page.navigate("/admin/bands/new");
    page.fill("#name", HOSTILE);
    page.fill("#id", "hostile-band");
    page.selectOption("#primaryGenre", "browser-beat");
    page.locator("input[name=genres][value=browser-beat]").check();
    page.click("main form button[type=submit]:has-text('Save')");
    assertThat(page.locator(".done")).isVisible();

    page.navigate("/admin/genres/browser-beat/edit");
    page.fill("#name", "Browser Rhythm");
    page.click("main form button[type=submit]:has-text('Save')");
    assertThat(page.locator(".done")).isVisible();

    page.navigate("/?node=genre:browser-beat");
    visit.ready().shows("genre:browser-beat");
    assertThat(page.locator("#panel h2")).hasText("Browser Rhythm");
    assertThat(page.locator("#panel")).containsText(HOSTILE);
    assertThat(page.locator("#panel a:has-text('Edit')")).isVisible();
    page.locator("#panel [data-node='band:hostile-band']").click();
    visit.shows("band:hostile-band");
    assertThat(page.locator("#panel h2")).hasText(HOSTILE);
    visit.shoot("hostile-name");

    page.navigate("/admin/genres/browser-beat/delete");
    assertThat(page.locator("main")).containsText(HOSTILE);
    delete(page, "/admin/bands/hostile-band/delete");
    delete(page, "/admin/genres/browser-beat/delete");
    page.navigate("/?node=genre:browser-beat");
    visit.ready();
    assertThat(page.locator("#banner")).containsText("not in the catalogue");
  }

  @Test
  void aWrongPasswordIsSaid() {
    Visit visit = kept(Visit.at("/login"));

    visit.page.fill("#username", "nobody");
    visit.page.fill("#password", "not the password");
    visit.page.click("main button[type=submit]");

    assertThat(visit.page.locator(".problem")).isVisible();
    visit.shoot("login-refused");
  }

  @Test
  void noPageOfAnAdministratorComplains() {
    Visit visit = kept(Visit.at("/"));
    visit.logIn();

    for (String path : new String[] {"/admin", "/admin/users", "/admin/genres", "/admin/bands"}) {
      visit.page.navigate(path);
      assertThat(visit.page.locator("h1")).isVisible();
      visit.shoot("page" + path.replace('/', '-'));
    }
  }

  private static void delete(Page page, String path) {
    page.navigate(path);
    page.click("main form button[type=submit]");
    assertThat(page.locator(".done")).isVisible();
  }
}
