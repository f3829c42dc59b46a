package dev.backline.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of the restarts of one thing, and what follows from it. Restarts wait 1, 2, 5,
 * 10, then 30 s from the last one; after 10 within 10 minutes no more are tried. What has run for
 * 10 minutes without a restart begins anew.
 *
 * @param attempts when it was restarted, within the last 10 minutes, oldest first
 * @param gaveUp whether somebody was told that no more are tried
 */
record Restarts(List<Instant> attempts, boolean gaveUp) {

  static final Restarts NONE = new Restarts(List.of(), false);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST = 10;

  enum Decision {
    /** Restart it now. */
    RESTART,
    /** Wait: the last restart was only just. */
    WAIT,
    /** Say that it won't be restarted any more. */
    GIVE_UP,
    /** That has been said. */
    GIVEN_UP
  }

  Restarts {
    attempts = List.copyOf(attempts);
  }

  /** What to do about it being dead now. */
  Decision decide(Instant now) {
    List<Instant> recent = recent(now);
    if (gaveUp) {
      return Decision.GIVEN_UP;
    }
    if (recent.size() >= MOST) {
      return Decision.GIVE_UP;
    }
    if (recent.isEmpty()) {
      return Decision.RESTART;
    }
    Duration pause = PAUSES.get(Math.min(recent.size(), PAUSES.size()) - 1);
    return now.isBefore(recent.getLast().plus(pause)) ? Decision.WAIT : Decision.RESTART;
  }

  Restarts restarted(Instant now) {
    List<Instant> all = new ArrayList<>(recent(now));
    all.add(now);
    return new Restarts(all, false);
  }

  Restarts givenUp() {
    return new Restarts(attempts, true);
  }

  private List<Instant> recent(Instant now) {
    return attempts.stream().filter(attempt -> attempt.plus(WINDOW).isAfter(now)).toList();
  }
}
