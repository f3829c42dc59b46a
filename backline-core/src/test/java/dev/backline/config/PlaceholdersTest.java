package dev.backline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  @Test
  void fillsEveryPlaceholderIn() {
    Template template = new Template("v=${version} s=${secret.TOKEN} ${database.url}${port}");
    assertThat(Placeholders.resolve(template, one -> "<" + one.text() + ">"))
        .isEqualTo("v=<version> s=<secret.TOKEN> <database.url><port>");
    assertThat(template.placeholders()).hasSize(4);
  }

  @Test
  void leavesOtherDollarsAndEscapedPlaceholdersAlone() {
    assertThat(resolve("$5 and $HOME, $${version} and $$ $$${version}"))
        .isEqualTo("$5 and $HOME, ${version} and $$ $${version}");
    assertThat(resolve("")).isEmpty();
    assertThat(resolve("100%$")).isEqualTo("100%$");
  }

  @Test
  void neverLooksIntoWhatItHasFilledIn() {
    assertThat(Placeholders.resolve(new Template("${secret.A}"), _ -> "${secret.B}"))
        .isEqualTo("${secret.B}");
  }

  @Test
  void keepsTheNumberOfACommandsWords() {
    assertThat(Placeholders.resolve(Argv.of("run", "${environment}"), _ -> "two words; rm").words())
        .isEqualTo(List.of("run", "two words; rm"));
  }

  @Test
  void refusesWhatStandsForNothing() {
    assertThatThrownBy(() -> new Template("${who}")).isInstanceOf(UnknownPlaceholder.class);
    assertThatThrownBy(() -> new Template("${}")).isInstanceOf(UnknownPlaceholder.class);
    assertThatThrownBy(() -> new Template("${version")).hasMessageContaining("never closes it");
  }

  @Test
  void knowsWhatMustNotBeSeen() {
    assertThat(new Template("${secret.A}${database.password}").placeholders())
        .allMatch(Placeholder::confidential);
    assertThat(new Template("${database.url}${version}").placeholders())
        .noneMatch(Placeholder::confidential);
  }

  private static String resolve(String text) {
    return Placeholders.resolve(new Template(text), _ -> "never");
  }
}
