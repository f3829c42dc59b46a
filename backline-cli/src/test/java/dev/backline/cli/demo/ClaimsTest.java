package dev.backline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final Claims claims = new Claims(new Terminal(stream, stream, false, false, true));

  @Test
  void oneThatDoesNotHoldIsShownAndCounts() {
    claims.equal("prod serves v2", "v2", "v2");
    assertThat(claims.allHeld()).isTrue();
    claims.equal("prod serves v3", "v3", "v2");

    assertThat(claims.allHeld()).isFalse();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
               ✓ prod serves v2: v2
               ✗ prod serves v3: expected v3, found v2
            """);
  }

  @Test
  void whatTakesLongerThanItsTimeDoesNotHold() {
    Duration limit = Duration.ofMinutes(5);
    claims.within("dev serves", limit, true, limit, "http://dev");
    assertThat(claims.allHeld()).isTrue();
    claims.within("dev serves", limit, true, limit.plusMillis(1), "http://dev");

    assertThat(claims.allHeld()).isFalse();
    assertThat(claims.all().getLast().text()).isEqualTo("dev serves within 5 min");
    assertThat(claims.all().getLast().found()).startsWith("http://dev after 5 min");
  }

  @Test
  void whatDidNotComeAboutDoesNotHoldHoweverSoon() {
    claims.within("dev serves", Duration.ofMinutes(5), false, Duration.ZERO, "http://dev");

    assertThat(claims.allHeld()).isFalse();
  }

  @Test
  void twoThingsThatAreBothMissingAreNotEqual() {
    claims.equal("prod runs the artifact of dev", Optional.empty(), Optional.empty());

    assertThat(claims.allHeld()).isFalse();
    assertThat(claims.all().getLast().found()).isEqualTo("expected nothing, found nothing");
  }
}
