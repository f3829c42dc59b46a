package dev.musicgraph.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two fingers on a phone's screen. */
class PinchTest extends Window {
  private static final int X = 195;
  private static final int Y = 420;

  @Test
  void twoFingersApartShowLessOfTheMapAndChangeNothingElse() {
    Visit visit = open("/", Visit.phone());
    Map<?, ?> before = state(visit);

    pinch(visit, 40, 120, 0);
    Map<?, ?> after = state(visit);

    assertThat(number(after, "ratio") / number(before, "ratio")).isCloseTo(1 / 3.0, within(0.05));
    assertNothingElse(visit, before, after);
    visit.shoot("phone-pinched");
  }

  @Test
  void twoFingersTogetherShowMoreOfTheMapAndChangeNothingElse() {
    Visit visit = open("/", Visit.phone());
    Map<?, ?> before = state(visit);

    pinch(visit, 120, 60, 0);
    Map<?, ?> after = state(visit);

    assertThat(number(after, "ratio") / number(before, "ratio")).isCloseTo(2.0, within(0.2));
    assertNothingElse(visit, before, after);
  }

  @Test
  void fingersThatTurnWhileTheyPartDoNotTurnTheMap() {
    Visit visit = open("/", Visit.phone());
    Map<?, ?> before = state(visit);

    pinch(visit, 40, 120, 0.6);

    assertThat(number(state(visit), "angle")).isZero();
    assertThat(number(state(visit), "ratio")).isLessThan(number(before, "ratio"));
  }

  private static void assertNothingElse(Visit visit, Map<?, ?> before, Map<?, ?> after) {
    assertThat(number(after, "angle")).isZero();
    assertThat(number(after, "middleX")).isCloseTo(number(before, "middleX"), within(3.0));
    assertThat(number(after, "middleY")).isCloseTo(number(before, "middleY"), within(3.0));
    assertThat(after.get("page")).as("scale and place of the page").isEqualTo(before.get("page"));
    assertThat(after.get("view")).as("address and what is open").isEqualTo(before.get("view"));
    assertThat(visit.page.locator("#panel")).isHidden();
  }

  /**
   * Around the middle of the map, to and fro in ten steps.
   *
   * @param from half of the fingers' distance, in pixels
   * @param turn in radians
   */
  private static void pinch(Visit visit, double from, double to, double turn) {
    CDPSession browser = visit.page.context().newCDPSession(visit.page);
    touch(browser, "touchStart", from, 0);
    for (int step = 1; step <= 10; step++) {
      touch(browser, "touchMove", from + (to - from) * step / 10, turn * step / 10);
      frame(visit);
    }
    JsonObject end = new JsonObject();
    end.addProperty("type", "touchEnd");
    end.add("touchPoints", new JsonArray());
    browser.send("Input.dispatchTouchEvent", end);
    frame(visit);
  }

  private static void touch(CDPSession browser, String type, double half, double angle) {
    JsonArray fingers = new JsonArray();
    for (int side : new int[] {-1, 1}) {
      JsonObject finger = new JsonObject();
      finger.addProperty("x", X + side * half * Math.cos(angle));
      finger.addProperty("y", Y + side * half * Math.sin(angle));
      finger.addProperty("id", side + 1);
      fingers.add(finger);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", fingers);
    browser.send("Input.dispatchTouchEvent", event);
  }

  private static void frame(Visit visit) {
    visit.page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** Among it, where the point of the map that lay between the fingers at first lies now. */
  private static Map<?, ?> state(Visit visit) {
    return (Map<?, ?>)
        visit.page.evaluate(
            """
            async ([x, y]) => {
              const { sigma } = (await import('/map/main.js')).stage().scene;
              const corner = document.getElementById('graph').getBoundingClientRect();
              globalThis.between ??= sigma.viewportToFramedGraph({ x: x - corner.x, y: y - corner.y });
              const middle = sigma.framedGraphToViewport(globalThis.between);
              const { ratio, angle } = sigma.getCamera().getState();
              return {
                ratio, angle, middleX: middle.x, middleY: middle.y,
                page: [visualViewport.scale, scrollX, scrollY, innerWidth],
                view: [location.href, document.body.dataset.shown, history.length],
              };
            }
            """,
            List.of(X, Y));
  }

  private static double number(Map<?, ?> state, String name) {
    return ((Number) state.get(name)).doubleValue();
  }
}
