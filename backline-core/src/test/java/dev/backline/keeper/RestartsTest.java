package dev.backline.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.keeper.Restarts.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Seconds at which something that dies at once is restarted, looked at every second. */
  private static List<Integer> restartsOfWhatDiesAtOnce(int seconds) {
    List<Integer> at = new ArrayList<>();
    Restarts restarts = Restarts.NONE;
    for (int second = 0; second <= seconds; second++) {
      Instant now = BEGIN.plusSeconds(second);
      switch (restarts.decide(now)) {
        case RESTART -> {
          at.add(second);
          restarts = restarts.restarted(now);
        }
        case GIVE_UP -> {
          at.add(-second);
          restarts = restarts.givenUp();
        }
        case WAIT, GIVEN_UP -> {}
      }
    }
    return at;
  }

  @Test
  void waitsLongerFromTimeToTimeAndGivesUpOnce() {
    assertThat(restartsOfWhatDiesAtOnce(3000))
        .containsExactly(0, 1, 3, 8, 18, 48, 78, 108, 138, 168, -169);
  }

  @Test
  void whatRanForTenMinutesIsRestartedAtOnceAgain() {
    Restarts restarts = Restarts.NONE.restarted(BEGIN).restarted(BEGIN.plusSeconds(1));
    assertThat(restarts.decide(BEGIN.plusSeconds(2))).isEqualTo(Decision.WAIT);
    Instant later = BEGIN.plusSeconds(602);
    assertThat(restarts.decide(later)).isEqualTo(Decision.RESTART);
    assertThat(restarts.restarted(later).attempts()).containsExactly(later);
  }
}
