package dev.backline.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.edge.ReleaseTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReleaseWatchTest {

  private static final long MB = 1_000_000;
  private static final WatchLimits LIMITS = new WatchLimits(0.01, 2, 3, 3);

  @Test
  void passesAReleaseAsGoodAsTheOneBefore() {
    assertThat(judge(traffic(1000, 5, 40, 90), traffic(1000, 5, 40, 90)))
        .isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void failsAReleaseWithTooManyErrorsAndSaysHowMany() {
    WatchVerdict verdict = judge(traffic(1000, 11, 40, 90), traffic(1000, 0, 40, 90));

    assertThat(verdict).isInstanceOf(WatchVerdict.Failed.class);
    assertThat(verdict.reasons())
        .singleElement()
        .asString()
        .contains("11 of 1000", "1.10 %", "allowed 1.00 %");
  }

  @Test
  void allowsExactlyTheLimit() {
    assertThat(judge(traffic(1000, 10, 40, 90), Traffic.NONE))
        .isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void doesNotBlameAReleaseForWhatWasAsBadBefore() {
    assertThat(judge(traffic(1000, 50, 40, 90), traffic(1000, 50, 40, 90)))
        .isInstanceOf(WatchVerdict.Passed.class);
    assertThat(judge(traffic(1000, 51, 40, 90), traffic(1000, 50, 40, 90)))
        .isInstanceOf(WatchVerdict.Failed.class);
  }

  @Test
  void failsAReleaseThatIsMoreThanTheFactorSlower() {
    assertThat(judge(traffic(1000, 0, 81, 81), traffic(1000, 0, 40, 90)))
        .isInstanceOf(WatchVerdict.Failed.class);
    assertThat(judge(traffic(1000, 0, 80, 181), traffic(1000, 0, 40, 90)))
        .isInstanceOf(WatchVerdict.Failed.class);
    assertThat(judge(traffic(1000, 0, 80, 180), traffic(1000, 0, 40, 90)))
        .isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void takesAFewMillisecondsForNoise() {
    assertThat(judge(traffic(1000, 0, 20, 50), traffic(1000, 0, 1, 2)))
        .isInstanceOf(WatchVerdict.Passed.class);
  }

  @Test
  void doesNotJudgeByAHandfulOfRequests() {
    assertThat(judge(Traffic.NONE, traffic(1000, 0, 40, 90)))
        .isInstanceOf(WatchVerdict.Inconclusive.class);
    assertThat(judge(traffic(3, 1, 900, 900), traffic(1000, 0, 40, 90)))
        .isInstanceOf(WatchVerdict.Inconclusive.class);
  }

  @Test
  void judgesAHandfulThatFailAllTheSame() {
    assertThat(judge(traffic(6, 5, 40, 90), Traffic.NONE)).isInstanceOf(WatchVerdict.Failed.class);
  }

  @Test
  void failsAReleaseThatHoldsTooMuchMemoryHoweverFewUseIt() {
    assertThat(judge(new Memory(601 * MB, 200 * MB)))
        .isInstanceOfSatisfying(
            WatchVerdict.Failed.class,
            failed ->
                assertThat(failed.reasons())
                    .containsExactly(
                        "it holds 601 MB of memory (the release before: 200 MB; allowed 3.0 times"
                            + " 200 MB)"));
    assertThat(judge(new Memory(600 * MB, 200 * MB))).isInstanceOf(WatchVerdict.Inconclusive.class);
  }

  @Test
  void aSmallProgramMayGrow() {
    assertThat(judge(new Memory(190 * MB, 5 * MB))).isInstanceOf(WatchVerdict.Inconclusive.class);
    assertThat(judge(new Memory(202 * MB, 5 * MB))).isInstanceOf(WatchVerdict.Failed.class);
  }

  @Test
  void worseNeverTurnsFailedIntoSomethingElse() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      WatchLimits limits =
          new WatchLimits(
              random.nextDouble(0.2),
              1 + random.nextDouble(3),
              1 + random.nextDouble(3),
              1 + random.nextDouble(3));
      Traffic before = any(random);
      Traffic now = any(random);
      long more = random.nextLong(20);
      Memory memory = new Memory(random.nextLong(500 * MB), random.nextLong(200 * MB));
      Memory moreMemory = new Memory(memory.now() + more * MB, memory.before());
      Traffic moreOfTheSameFail =
          new Traffic(
              now.requests(),
              Math.min(now.requests(), now.errors() + more),
              now.p95(),
              now.p99(),
              List.of());
      Traffic moreFail =
          new Traffic(now.requests() + more, now.errors() + more, now.p95(), now.p99(), List.of());
      Traffic slower =
          new Traffic(
              now.requests(),
              now.errors(),
              now.p95().plusMillis(more),
              now.p99().plusMillis(more + random.nextInt(50)),
              List.of());
      if (failed(judge(now, before, memory, limits))) {
        assertThat(judge(now, before, moreMemory, limits))
            .as("seed %d: %s, then %s", seed, memory, moreMemory)
            .isInstanceOf(WatchVerdict.Failed.class);
        for (Traffic worse : new Traffic[] {moreOfTheSameFail, moreFail, slower}) {
          assertThat(judge(worse, before, memory, limits))
              .as("seed %d: %s, then %s, before %s, %s", seed, now, worse, before, limits)
              .isInstanceOf(WatchVerdict.Failed.class);
        }
      }
    }
  }

  @Test
  void everyVerdictHasAReason() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      assertThat(judge(any(random), any(random)).reasons()).as("seed %d", seed).isNotEmpty();
    }
  }

  @Test
  void leavesMaintenancePagesOutOfWhatTheEdgeSaw() {
    ReleaseTraffic seen =
        new ReleaseTraffic(
            Optional.of("v1.0.0"), 100, 4, 12, 9, 3, 8, 2, 1, 12.5, 40, 51, List.of());

    assertThat(Traffic.of(seen))
        .isEqualTo(
            new Traffic(92, 4, Duration.ofNanos(12_500_000), Duration.ofMillis(40), List.of()));
  }

  private static WatchVerdict judge(Traffic now, Traffic before) {
    return ReleaseWatch.judge(
        new Observed(now, before, Optional.empty(), Optional.empty()), LIMITS);
  }

  private static WatchVerdict judge(Memory memory) {
    return judge(Traffic.NONE, Traffic.NONE, memory, LIMITS);
  }

  private static WatchVerdict judge(
      Traffic now, Traffic before, Memory memory, WatchLimits limits) {
    return ReleaseWatch.judge(
        new Observed(now, before, Optional.of(memory), Optional.empty()), limits);
  }

  private static boolean failed(WatchVerdict verdict) {
    return verdict instanceof WatchVerdict.Failed;
  }

  private static Traffic traffic(long requests, long errors, long p95, long p99) {
    return new Traffic(requests, errors, Duration.ofMillis(p95), Duration.ofMillis(p99), List.of());
  }

  private static Traffic any(Random random) {
    long requests = random.nextBoolean() ? random.nextLong(40) : random.nextLong(1500);
    long errors = Math.round(requests * random.nextDouble() * random.nextDouble());
    long p95 = random.nextLong(200);
    return traffic(requests, errors, p95, p95 + random.nextLong(200));
  }
}
