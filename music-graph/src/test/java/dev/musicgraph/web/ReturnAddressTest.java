package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/admin/genres",
        "/admin/genres/new?name=https://elsewhere.test//x",
        "/?node=genre:ska",
        "/%2f%2felsewhere.test",
        "/%5celsewhere.test",
        "/@elsewhere.test",
      })
  void isAPathOfThisSite(String text) {
    assertThat(ReturnAddress.of(text)).contains(new ReturnAddress(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "admin",
        "//elsewhere.test",
        "///elsewhere.test",
        "/\\elsewhere.test",
        "\\\\elsewhere.test",
        "/x\\y",
        "https:elsewhere.test",
        "https://elsewhere.test",
        "http:/elsewhere.test",
        "javascript:alert(1)",
        "%2f%2felsewhere.test",
        "/\t/elsewhere.test",
        "/\n/elsewhere.test",
        "/\r\nSet-Cookie: a=b",
        "\u0000/admin",
        " //elsewhere.test",
        "/.//elsewhere.test",
        "/..//elsewhere.test",
        "/a/..//elsewhere.test",
        "/ü",
        "/%zz",
      })
  void isNothingThatCouldLeadElsewhere(String text) {
    assertThat(ReturnAddress.of(text)).isEmpty();
    assertThatThrownBy(() -> new ReturnAddress(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasABoundedLength() {
    assertThat(ReturnAddress.of("/" + "x".repeat(1_999))).isPresent();
    assertThat(ReturnAddress.of("/" + "x".repeat(2_000))).isEmpty();
    assertThat(ReturnAddress.of(null)).isEmpty();
  }
}
