package dev.musicgraph.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of axe-core that a program can check, on each kind of view. */
class AccessibilityTest extends Window {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?node=genre:ska",
        "/?view=list&node=genre:ska",
        "/?from=genre:ska&to=genre:techno",
        "/?ego=genre:rock&depth=1",
      })
  void noViewOfTheMapBreaksARule(String path) {
    assertThat(violations(open(path))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DARK", "LIGHT"})
  void noPlainPageBreaksARule(ColorScheme scheme) {
    Visit visit = kept(Visit.at("/login", Visit.desk().setColorScheme(scheme)));
    assertThat(violations(visit)).isEmpty();
    visit.page.navigate("/list");
    assertThat(violations(visit)).isEmpty();
  }

  private static List<String> violations(Visit visit) {
    return new AxeBuilder(visit.page)
        .analyze().getViolations().stream()
            .map(rule ->
                rule.getId()
                    + ": "
                    + rule.getHelp()
                    + " "
                    + rule.getNodes().stream().map(node -> node.getTarget().toString()).toList())
            .toList();
  }
}
