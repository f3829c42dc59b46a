package dev.backline.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.runtime.compose.ProjectName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainNameTest {

  @Test
  void mostNamesAreWhatAPersonExpects() {
    assertThat(name("shop", "prod")).isEqualTo("shop-prod");
    assertThat(name("music-graph", "dev")).isEqualTo("music-graph-dev");
  }

  @Test
  void twoPairsOfTheSameLettersShareNoProjectAndNoDirectory() {
    AppName ab = new AppName("a-b");
    AppName a = new AppName("a");
    EnvironmentName c = new EnvironmentName("c");
    EnvironmentName bc = new EnvironmentName("b-c");
    ComposeSpec anywhere = new ComposeSpec(Optional.empty(), 18081, 18082, List.of());

    assertThat(ProjectName.of(ab, c).value()).isEqualTo("a-b-c");
    assertThat(ProjectName.of(a, bc).value()).matches("a-b-c_[0-9a-f]{8}");
    assertThat(anywhere.directoryOf(ab, c)).isEqualTo("/opt/backline/a-b-c");
    assertThat(anywhere.directoryOf(a, bc))
        .isEqualTo("/opt/backline/" + ProjectName.of(a, bc))
        .matches(ComposeSpec.DIRECTORY_PATTERN);
  }

  @Test
  void theSamePairAlwaysHasTheSameName() {
    assertThat(name("a", "b-c")).isEqualTo(name("a", "b-c")).isNotEqualTo(name("a-b", "c-c"));
  }

  @Test
  void theLongestNamesStillNameAProject() {
    String longest = "a" + "-".repeat(38) + "b";

    assertThat(ProjectName.of(new AppName(longest), new EnvironmentName(longest)).value())
        .hasSize(90);
  }

  private static String name(String app, String environment) {
    return PlainName.of(new AppName(app), new EnvironmentName(environment));
  }
}
