package dev.backline.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.runtime.ReleaseRef;
import dev.backline.source.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyReleasesTest {

  private static final Release ONE = release(1, ReleaseState.SUPERSEDED);
  private static final Release TWO = release(2, ReleaseState.SUPERSEDED);
  private static final Release THREE = release(3, ReleaseState.SUPERSEDED);
  private static final Release FOUR = release(4, ReleaseState.LIVE);

  @Test
  void theLiveOneAndSoManyBeforeItStay() {
    assertThat(
            ReadyReleases.among(
                List.of(FOUR, THREE, TWO, ONE), Optional.of(FOUR), Optional.of(THREE), 2))
        .containsExactly(FOUR, THREE, TWO);
  }

  @Test
  void whatFailedTakesNoPlace() {
    Release failed = release(5, ReleaseState.FAILED);

    assertThat(
            ReadyReleases.among(
                List.of(failed, FOUR, THREE, TWO), Optional.of(FOUR), Optional.of(THREE), 1))
        .containsExactly(FOUR, THREE);
  }

  @Test
  void afterGoingFarBackTheLiveOneAndTheOneBeforeItStayAllTheSame() {
    Release live = release(2, ReleaseState.LIVE);
    List<Release> undone =
        List.of(
            release(6, ReleaseState.UNDONE),
            release(5, ReleaseState.UNDONE),
            release(4, ReleaseState.UNDONE));

    assertThat(
            ReadyReleases.among(
                List.of(undone.get(0), undone.get(1), undone.get(2), live, ONE),
                Optional.of(live),
                Optional.of(ONE),
                1))
        .containsExactly(undone.get(0), undone.get(1), live, ONE);
  }

  private static Release release(long number, ReleaseState state) {
    Candidate candidate =
        new Candidate(
            new AppName("shop"),
            new EnvironmentName("prod"),
            Optional.empty(),
            new ReleaseRef("sha256:" + number, "v" + number, "c"),
            new CommitId("a".repeat(40)),
            List.of(),
            Optional.empty(),
            new RunId(number));
    return new Release(
        number, candidate, state, Optional.empty(), Instant.parse("2026-03-01T12:00:00Z"));
  }
}
