package dev.backline.registry;

import java.time.Duration;
import java.util.Optional;

/** When a registry that can't answer now is asked again. */
final class RegistryRetry {

  static final int ATTEMPTS = 5;

  /** Nobody waits longer for one answer, whatever the registry asks for. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration FIRST = Duration.ofSeconds(1);

  /** Waits; a test has another one. */
  @FunctionalInterface
  interface Pause {

    void sleep(Duration time) throws InterruptedException;
  }

  private RegistryRetry() {}

  /** Too many requests, or a fault that may pass (RFC 9110, section 15.6; RFC 6585). */
  static boolean mayPass(int status) {
    return status == 429 || (status >= 500 && status != 501);
  }

  /**
   * How long to wait after this attempt; empty if it was the last.
   *
   * @param attempt 1 for the first
   * @param retryAfter what the header of that name says (RFC 9110, section 10.2.3); a date in it is
   *     as good as nothing, since clocks differ
   */
  static Optional<Duration> after(int attempt, Optional<String> retryAfter) {
    if (attempt >= ATTEMPTS) {
      return Optional.empty();
    }
    Duration asked =
        retryAfter
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(FIRST.multipliedBy(1L << (attempt - 1)));
    return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
  }
}
