package dev.backline.run;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a run waits for what it can't reach while it undoes: a host that boots, or whose network
 * is gone for a moment, is there again before a person could look at it.
 *
 * @param pauses before each further attempt, in order, for all that one run undoes
 */
public record UndoPatience(List<Duration> pauses) {

  /** Three minutes: Debian on a slow machine boots in two. */
  public static final UndoPatience USUAL =
      new UndoPatience(
          Stream.concat(Stream.of(1, 2, 4, 8), Collections.nCopies(11, 15).stream())
              .map(Duration::ofSeconds)
              .toList());

  public UndoPatience {
    pauses = List.copyOf(pauses);
  }
}
