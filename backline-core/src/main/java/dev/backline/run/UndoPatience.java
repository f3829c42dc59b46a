package dev.backline.run;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long a run waits for what it can't reach while it undoes, in all and in pieces: a host that
 * boots, or whose network is gone for a moment, is there again before a person could look at it.
 *
 * @param pauses before each further attempt, in order; none is longer than 15 s
 */
public record UndoPatience(List<Duration> pauses) {

  private static final List<Integer> FIRST_SECONDS = List.of(1, 2, 4, 8);
  private static final int THEN_SECONDS = 15;
  private static final int ATTEMPTS = 15;

  /** Three minutes: Debian on a slow machine boots in two. */
  public static final UndoPatience USUAL =
      new UndoPatience(
          IntStream.range(0, ATTEMPTS)
              .map(i -> i < FIRST_SECONDS.size() ? FIRST_SECONDS.get(i) : THEN_SECONDS)
              .mapToObj(Duration::ofSeconds)
              .toList());

  public UndoPatience {
    pauses = List.copyOf(pauses);
    if (pauses.stream().anyMatch(pause -> pause.compareTo(Duration.ofSeconds(THEN_SECONDS)) > 0)) {
      throw new IllegalArgumentException("a pause of more than 15 s");
    }
  }
}
