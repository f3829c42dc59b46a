package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PureRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|false",
        "*/*|false",
        "application/json|true",
        "text/html,application/json|false",
        "application/json,text/html|true",
        "text/html;q=0.5,application/json;q=0.9|true",
        "text/html,application/xhtml+xml,*/*;q=0.8|false",
        "application/json;q=nonsense|false"
      })
  void choosesThePageThatTheClientPrefers(String accept, boolean json) {
    assertThat(Acceptance.prefersJson(accept)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.3, true",
    "10.1.0.0/16, 10.2.0.1, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::1, true",
    "192.168.1.128/25, 192.168.1.127, false"
  })
  void matchesAddressesAgainstRanges(String range, String address, boolean contained) {
    assertThat(TrustedProxies.Range.parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33", "10.0.0.0/-1", "example.org", "10.0.0.0/x"})
  void refusesWhatIsNoRange(String range) {
    assertThatThrownBy(() -> TrustedProxies.Range.parse(range))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void blamesWhoeverFailed() {
    assertThat(Outcome.of(Optional.of(EdgeAnswer.TIMEOUT), Optional.empty(), true, false))
        .isEqualTo(new Outcome(504, Outcome.FailedBy.EDGE, false));
    assertThat(Outcome.of(Optional.of(EdgeAnswer.BODY_TOO_LARGE), Optional.empty(), true, false))
        .isEqualTo(new Outcome(413, Outcome.FailedBy.NONE, false));
    assertThat(Outcome.of(Optional.empty(), Optional.of(500), true, false))
        .isEqualTo(new Outcome(500, Outcome.FailedBy.APP, false));
    assertThat(Outcome.of(Optional.empty(), Optional.of(200), false, true))
        .isEqualTo(new Outcome(200, Outcome.FailedBy.APP, false));
    assertThat(Outcome.of(Optional.empty(), Optional.of(200), false, false))
        .isEqualTo(new Outcome(200, Outcome.FailedBy.NONE, true));
    assertThat(Outcome.of(Optional.empty(), Optional.empty(), false, false))
        .isEqualTo(new Outcome(499, Outcome.FailedBy.NONE, true));
  }

  @Test
  void findsTheStartTimeBehindAnAwkwardProcessName() {
    assertThat(
            ProcessIdentity.startTime(
                "42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 21"))
        .isEqualTo(987654);
  }

  @Test
  void writesWhatItReads() throws Exception {
    String text =
        "{\"version\":1,\"listen\":{\"port\":8080},\"active\":\"green\",\"fence\":4,"
            + "\"slots\":{\"green\":{\"port\":9,\"release\":\"v1\"}},"
            + "\"trustedProxies\":[\"10.0.0.0/8\"],"
            + "\"maintenance\":{\"on\":true,\"retryAfterSeconds\":5}}";
    EdgeConfig config = EdgeConfigReader.read(text);
    assertThat(EdgeConfigReader.read(EdgeConfigWriter.write(config))).isEqualTo(config);
    assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
  }
}
