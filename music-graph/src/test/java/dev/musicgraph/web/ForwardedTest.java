package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnlyLooks
class ForwardedTest {
  @ParameterizedTest
  @CsvSource({
    "0, '6.6.6.6, 1.2.3.4', 9.9.9.9",
    "1, '', 9.9.9.9",
    "1, '1.2.3.4', 1.2.3.4",
    "1, '6.6.6.6, 1.2.3.4', 1.2.3.4",
    "1, '6.6.6.6 ,, 1.2.3.4 ', 1.2.3.4",
    "2, '6.6.6.6, 1.2.3.4, 10.0.0.1', 1.2.3.4",
    "2, '1.2.3.4', 1.2.3.4",
  })
  void countsTheClientFromTheRight(int proxies, String line, String client) {
    assertThat(Forwarded.of("9.9.9.9", false, List.of(line), List.of(), proxies).address())
        .isEqualTo(client);
  }

  @Test
  void readsSeveralLinesAsOne() {
    assertThat(
            Forwarded.of("9.9.9.9", false, List.of("6.6.6.6", "1.2.3.4"), List.of(), 1).address())
        .isEqualTo("1.2.3.4");
  }

  @ParameterizedTest
  @CsvSource({
    "0, https, false",
    "1, https, true",
    "1, HTTPS, true",
    "1, http, false",
    "1, '', false",
    "1, 'https, http', false",
    "2, 'https, http', true",
    "2, https, true",
  })
  void believesOnlyTrustedProxiesAboutHttps(int proxies, String line, boolean https) {
    assertThat(Forwarded.of("9.9.9.9", false, List.of(), List.of(line), proxies).https())
        .isEqualTo(https);
  }

  @Test
  void makesCookiesSecureAndBrowsersStayWithHttps() {
    Browser.Answer open = TestApp.shared().browser().get("/login");
    assertThat(open.header("Set-Cookie")).doesNotContain("Secure");
    assertThat(open.header("Strict-Transport-Security")).isEmpty();

    Browser.Answer secure =
        TestApp.shared().browser().with("X-Forwarded-Proto", "https").get("/login");
    assertThat(secure.header("Set-Cookie")).contains("Secure", "HttpOnly", "SameSite=Lax");
    assertThat(secure.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
  }
}
