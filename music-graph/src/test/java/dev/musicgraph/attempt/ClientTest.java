package dev.musicgraph.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:3::9, 2001:db8:1:3:0:0:0:0/64",
    "unix:, unix:",
    "'', unknown",
  })
  void isOneHousehold(String address, String key) {
    assertThat(Client.at(address)).isEqualTo(new Client(key));
  }

  @org.junit.jupiter.api.Test
  void isBoundedWhateverAProxySays() {
    assertThat(Client.at("x".repeat(10_000)).key()).hasSize(64);
  }
}
