package dev.backline.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.runtime.health.HealthProgress.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthProgressTest {

  private static final HealthSpec CHECK =
      new HealthSpec(
          new HttpPath("/health"),
          200,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(3));

  private static Duration at(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void isHealthyAfterTheStableTimeWithoutABreak() {
    HealthProgress progress = HealthProgress.begun().healthy(at(1)).healthy(at(2));
    assertThat(progress.verdict(CHECK, at(2))).isEqualTo(Verdict.WAIT);
    assertThat(progress.healthy(at(4)).verdict(CHECK, at(4))).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void unhealthyAnswerBeginsTheStableTimeAnew() {
    HealthProgress progress =
        HealthProgress.begun().healthy(at(1)).unhealthy("503").healthy(at(3)).healthy(at(4));
    assertThat(progress.verdict(CHECK, at(4))).isEqualTo(Verdict.WAIT);
    assertThat(progress.answers()).isEqualTo(2);
    assertThat(progress.healthy(at(6)).verdict(CHECK, at(6))).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void isTooLateAtTheDeadlineEvenIfHealthySinceAMoment() {
    assertThat(HealthProgress.begun().healthy(at(9)).verdict(CHECK, at(10)))
        .isEqualTo(Verdict.TOO_LATE);
    assertThat(HealthProgress.begun().unhealthy("503").verdict(CHECK, at(9)))
        .isEqualTo(Verdict.WAIT);
  }

  @Test
  void withoutAStableTimeOneAnswerIsEnough() {
    HealthSpec once =
        new HealthSpec(CHECK.path(), 200, CHECK.interval(), CHECK.timeout(), Duration.ZERO);
    assertThat(HealthProgress.begun().healthy(at(1)).verdict(once, at(1)))
        .isEqualTo(Verdict.HEALTHY);
  }
}
