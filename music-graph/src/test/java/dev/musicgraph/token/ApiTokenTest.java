package dev.musicgraph.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTest {
  @Test
  void isLongRandomAndKnownByItsPrefix() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String text = ApiToken.generate().text();
      assertThat(text).matches("mgt_[0-9A-Za-z]{46}");
      assertThat(seen.add(text)).isTrue();
    }
  }

  @Test
  void isReadAsItWasWritten() {
    ApiToken token = ApiToken.generate();

    assertThat(ApiToken.parse(token.text()).map(ApiToken::hash)).contains(token.hash());
  }

  @Test
  void isRefusedByItsChecksumWhenOneCharacterIsWrong() {
    String text = ApiToken.generate().text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(ApiToken.parse(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mgt_", "secret", "mgt_000000000000000000000000000000000000000000000"})
  void isNotJustAnyText(String text) {
    assertThat(ApiToken.parse(text)).isEmpty();
  }

  @Test
  void isNotShownInLogs() {
    ApiToken token = ApiToken.generate();

    assertThat(token.toString()).doesNotContain(token.text().substring(4));
    assertThat(token.hash()).matches("[0-9a-f]{64}").doesNotContain(token.text());
  }
}
