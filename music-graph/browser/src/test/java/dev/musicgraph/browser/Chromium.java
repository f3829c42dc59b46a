package dev.musicgraph.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's Chromium, without a window. It draws WebGL in software. */
final class Chromium {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final List<String> WEBGL =
      List.of("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader");
  private static final List<String> NO_WEBGL =
      List.of("--disable-gpu", "--disable-3d-apis", "--disable-webgl", "--disable-webgl2");

  private static final Playwright PLAYWRIGHT =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

  private Chromium() {}

  static Browser drawing() {
    return Drawing.BROWSER;
  }

  static Browser withoutWebgl() {
    return Plain.BROWSER;
  }

  private static Browser launch(List<String> more) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(more);
    return PLAYWRIGHT
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(flags));
  }

  private static Path program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no Chromium: sudo apt-get install -y chromium"));
  }

  private static final class Drawing {
    static final Browser BROWSER = launch(WEBGL);
  }

  private static final class Plain {
    static final Browser BROWSER = launch(NO_WEBGL);
  }
}
