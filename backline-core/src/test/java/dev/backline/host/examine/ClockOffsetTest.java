package dev.backline.host.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.examine.HostFinding.Doubtful;
import dev.backline.host.examine.HostFinding.Fine;
import dev.backline.host.examine.HostFinding.Unfit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

  private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void readsSecondsAndNanoseconds() {
    assertThat(ClockOffset.parse("1772366400.123456789")).contains(ASKED.plusNanos(123_456_789));
    assertThat(ClockOffset.parse("1772366400.N")).isEmpty();
    assertThat(ClockOffset.parse("")).isEmpty();
  }

  @Test
  void aClockThatIsWithinTwoSecondsIsRight() {
    assertThat(finding(40, 1_900)).isEqualTo(new Fine("clock", "right"));
    assertThat(finding(40, -1_900)).isInstanceOf(Fine.class);
  }

  @Test
  void oneThatIsFurtherOffIsDoubtful() {
    assertThat(finding(40, 2_100))
        .isInstanceOfSatisfying(
            Doubtful.class,
            found -> assertThat(found.why()).isEqualTo("it is 2.0 s ahead of this machine's"));
    assertThat(finding(40, 60_000)).isInstanceOf(Doubtful.class);
    assertThat(finding(40, -60_000)).isInstanceOf(Doubtful.class);
  }

  @Test
  void withMoreThanAMinuteNothingIsDeliveredThere() {
    assertThat(finding(40, 60_100)).isInstanceOf(Unfit.class);
    assertThat(finding(40, -3_600_000))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).contains("3600.0 s behind"));
  }

  @Test
  void whatTheWayMayHaveTakenIsNotHeldAgainstIt() {
    // It may have been asked at once and have answered after 3 s, or the other way round.
    assertThat(finding(3_000, 3_400)).isInstanceOf(Fine.class);
    assertThat(finding(3_000, -400)).isInstanceOf(Fine.class);
    assertThat(finding(3_000, 5_100)).isInstanceOf(Doubtful.class);
  }

  private static HostFinding finding(long tookMillis, long theirsMillis) {
    return ClockOffset.of(ASKED, ASKED.plusMillis(tookMillis), ASKED.plusMillis(theirsMillis))
        .finding();
  }
}
