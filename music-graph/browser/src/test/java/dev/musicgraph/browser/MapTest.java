package dev.musicgraph.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MapTest extends Window {
  @Test
  void isDrawnInTheColoursOfItsFamilies() {
    Visit visit = open("/");

    BufferedImage picture = visit.shoot("map");

    Set<Integer> colours = new HashSet<>();
    for (int x = 500; x < 1150; x++) {
      for (int y = 120; y < 700; y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    // Paper alone would be one; names and lines are smoothed into many greys, families into hues.
    assertThat(colours.stream().filter(MapTest::isVivid).count()).isGreaterThan(100);
    assertThat(visit.seen()).isGreaterThan(50);
    assertThat(visit.page.locator("#families button").count()).isBetween(5, 20);
  }

  @Test
  void aClickOpensAGenreAndShowsItsBandsASecondClickClosesIt() {
    Visit visit = open("/?node=genre:ska").shows("genre:ska");
    int withBands = visit.seen();
    assertThat(visit.placeOf("band:the-skatalites")).isNotNull();
    assertThat(visit.page.locator("#panel").textContent()).contains("The Skatalites");

    visit.click("genre:ska");
    visit.shows("");

    assertThat(visit.seen()).isLessThan(withBands);
    assertThat(visit.placeOf("band:the-skatalites")).isNull();
    assertThat(visit.page.locator("#panel").isHidden()).isTrue();

    // Two clicks within 300 ms are a double click, which means nothing on a node.
    visit.page.waitForTimeout(400);
    visit.click("genre:ska");
    visit.shows("genre:ska");

    assertThat(visit.placeOf("band:the-skatalites")).isNotNull();
  }

  @Test
  void theButtonsZoomAndShowAllAgain() {
    Visit visit = open("/");
    double[] before = visit.placeOf("genre:ska");

    visit.page.click("#zoom-in");
    visit.page.click("#zoom-in");
    assertThat(visit.placeOf("genre:ska")).isNotEqualTo(before);
    visit.page.click("#zoom-all");

    assertThat(visit.placeOf("genre:ska")[0]).isCloseTo(before[0], within(1.0));
  }

  @Test
  void whatThePointerIsAtStandsOut() {
    Visit visit = open("/");
    double[] place = visit.placeOf("genre:reggae");

    visit.page.mouse().move(place[0], place[1]);
    visit.page.waitForFunction("() => document.getElementById('graph').classList.contains('over')");

    assertThat(faded(visit, "genre:techno")).isTrue();
    assertThat(faded(visit, "genre:ska")).isFalse();
    visit.shoot("hover");
  }

  private static boolean faded(Visit visit, String node) {
    return (Boolean)
        visit.page.evaluate(
            "async node => (await import('/map/main.js')).stage().scene.emphasis.faded(node)",
            node);
  }

  private static boolean isVivid(int colour) {
    int red = colour >> 16 & 255;
    int green = colour >> 8 & 255;
    int blue = colour & 255;
    return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > 60;
  }
}
