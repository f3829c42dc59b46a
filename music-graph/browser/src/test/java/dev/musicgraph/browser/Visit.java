package dev.musicgraph.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** One person with one window. Notes whatever the browser complains of. */
final class Visit implements AutoCloseable {
  final Page page;
  final List<String> complaints = new ArrayList<>();
  private final BrowserContext context;

  private Visit(Browser browser, Browser.NewContextOptions options) {
    context = browser.newContext(options.setBaseURL(App.seeded().address()));
    context.setDefaultTimeout(15_000);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
        complaints.add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
  }

  /** A wide window, light, without motion, so that nothing must be waited for. */
  static Browser.NewContextOptions desk() {
    return new Browser.NewContextOptions()
        .setViewportSize(1280, 800)
        .setColorScheme(ColorScheme.LIGHT)
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  static Browser.NewContextOptions phone() {
    return desk().setViewportSize(390, 844).setHasTouch(true).setIsMobile(true);
  }

  static Visit at(String path) {
    return at(path, desk());
  }

  static Visit at(String path, Browser.NewContextOptions options) {
    Visit visit = new Visit(Chromium.drawing(), options);
    visit.page.navigate(path);
    return visit;
  }

  static Visit withoutWebglAt(String path) {
    Visit visit = new Visit(Chromium.withoutWebgl(), desk());
    visit.page.navigate(path);
    return visit;
  }

  /** Waits until the map is drawn and listens. */
  Visit ready() {
    page.waitForFunction("() => document.body.dataset.ready === 'true'");
    return this;
  }

  /** Waits until this node is open. */
  Visit shows(String node) {
    page.waitForFunction("node => document.body.dataset.shown === node", node);
    return this;
  }

  /** Where a node is drawn: x and y in pixels of the window; null if it isn't. */
  double @Nullable [] placeOf(String node) {
    Object place =
        page.evaluate(
            """
            async node => {
              const frame = () => new Promise(requestAnimationFrame);
              await frame();
              await frame();
              const { stage } = await import('/map/main.js');
              const place = stage().placeOf(node);
              const corner = document.getElementById('graph').getBoundingClientRect();
              return place && [place.x + corner.x, place.y + corner.y];
            }
            """,
            node);
    return place instanceof List<?> list
        ? list.stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray()
        : null;
  }

  void click(String node) {
    double[] place = Objects.requireNonNull(placeOf(node), node);
    page.mouse().click(place[0], place[1]);
  }

  String camera() {
    return page.locator("#graph").getAttribute("data-camera");
  }

  /** How many nodes are drawn. */
  int seen() {
    return Integer.parseInt(page.locator("#graph").getAttribute("data-seen"));
  }

  /** Keeps a picture below {@code target/screenshots}. */
  BufferedImage shoot(String name) {
    byte[] picture =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("screenshots"), name + ".png")));
    try {
      return ImageIO.read(new ByteArrayInputStream(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void logIn() {
    page.navigate("/login");
    page.fill("#username", App.ADMIN);
    page.fill("#password", App.PASSWORD);
    page.click("main button[type=submit]");
  }

  @Override
  public void close() {
    context.close();
  }
}
