package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Dark and light, and small screens. */
class LooksTest extends Window {
  @Test
  void areDarkWhereTheSystemIs() {
    Visit visit = open("/?node=genre:rock", Visit.desk().setColorScheme(ColorScheme.DARK));

    BufferedImage picture = visit.shoot("dark");

    assertThat(brightness(picture.getRGB(700, 790))).isLessThan(60);
  }

  @Test
  void areSwitchedByAButtonAndStaySo() {
    Visit visit = open("/");
    assertThat(brightness(visit.shoot("light").getRGB(700, 790))).isGreaterThan(200);

    visit.page.click("[data-theme-switch]");
    assertThat(brightness(visit.shoot("switched").getRGB(700, 790))).isLessThan(60);
    visit.page.navigate("/login");

    assertThat(brightness(visit.shoot("login-dark").getRGB(5, 700))).isLessThan(60);
  }

  @Test
  void areWhatTheAddressSays() {
    Visit visit = open("/?theme=dark");

    assertThat(brightness(visit.shoot("theme-by-address").getRGB(700, 790))).isLessThan(60);
    visit.page.click("[data-theme-switch]");
    assertThat(visit.page.url()).contains("theme=light");
  }

  @Test
  void fitAPhone() {
    Visit visit = open("/", Visit.phone());
    visit.shoot("phone");
    double[] place = visit.placeOf("genre:reggae");
    visit.page.touchscreen().tap(place[0], place[1]);
    visit.shows("genre:reggae");

    BoundingBox sheet = visit.page.locator("#panel").boundingBox();
    visit.shoot("phone-panel");

    assertThat(sheet.width).isEqualTo(390);
    assertThat(sheet.y).isGreaterThan(300);
    assertThat((Number) visit.page.evaluate("() => document.documentElement.scrollWidth"))
        .isEqualTo(390);
    visit.page.locator("#panel .close").tap();
    assertThat(visit.page.locator("#panel")).isHidden();
  }

  private static int brightness(int colour) {
    return ((colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255)) / 3;
  }
}
