package dev.backline.runtime.health;

import dev.backline.config.HealthSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.runtime.Healthy;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** One wait for a release to become healthy and stay so. */
public final class HealthWait {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int LAST_WORDS = 20;
  private static final int OTHER_PORTS = 3;

  private final WatchedRelease release;
  private final Slot slot;
  private final HealthSpec check;
  private final long begin = System.nanoTime();

  public HealthWait(WatchedRelease release, Slot slot, HealthSpec check) {
    this.release = release;
    this.slot = slot;
    this.check = check;
  }

  /**
   * Asks again and again until it is healthy, has ended, or the time is up.
   *
   * @throws BacklineException if it is not healthy; with its last words
   */
  public Healthy await() throws InterruptedException {
    SlotState state = running();
    HealthProgress progress = HealthProgress.begun();
    int otherPorts = 0;
    try (HealthProbe probe = new HealthProbe()) {
      while (true) {
        if (!release.alive(state)) {
          Optional<SlotState> elsewhere =
              otherPorts++ < OTHER_PORTS ? release.startElsewhere(state) : Optional.empty();
          if (elsewhere.isEmpty()) {
            throw ended(state);
          }
          state = elsewhere.get();
          progress = HealthProgress.begun();
        }
        Optional<String> wrong = ask(probe, state);
        progress = wrong.map(progress::unhealthy).orElse(progress.healthy(elapsed()));
        switch (progress.verdict(check, elapsed())) {
          case WAIT -> pause(state);
          case TOO_LATE -> throw tooLate(progress);
          case HEALTHY -> {
            if (release.alive(state)) {
              return new Healthy(state, progress.first().orElseThrow(), progress.answers());
            }
          }
        }
      }
    }
  }

  private SlotState running() throws InterruptedException {
    return switch (release.status()) {
      case SlotStatus.Running(SlotState state) -> state;
      case SlotStatus.Dead(SlotState state) -> throw ended(state);
      case SlotStatus.Empty _, SlotStatus.Prepared _, SlotStatus.Stopped _ ->
          throw Failure.undone(tried(), "nothing was started there", "start it first")
              .toException();
    };
  }

  /** Why it isn't healthy. An answer counts only if it is the release that gave it. */
  private Optional<String> ask(HealthProbe probe, SlotState state) throws InterruptedException {
    Optional<String> wrong =
        probe.ask(
            release.port(state),
            check,
            check.timeout().minus(elapsed()),
            () -> release.alive(state));
    return wrong.isEmpty() && !release.answersItself(state)
        ? Optional.of("port " + state.port() + " is answered by another program")
        : wrong;
  }

  /** Waits for the next request, but no longer than the release lives. */
  private void pause(SlotState state) throws InterruptedException {
    long until = System.nanoTime() + check.interval().toNanos();
    for (long left = check.interval().toNanos();
        left > 0 && release.alive(state);
        left = until - System.nanoTime()) {
      Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
    }
  }

  private BacklineException ended(SlotState state) throws InterruptedException {
    OptionalInt status = release.exitStatus(state);
    String how =
        status.isEmpty()
            ? "it ended by itself"
            : status.getAsInt() > 128
                ? "it was ended by signal " + (status.getAsInt() - 128)
                : "it exited with status " + status.getAsInt();
    return Failure.undone(
            tried(), how + " after " + seconds(elapsed()) + "; " + lastWords(), remedy())
        .toException();
  }

  private BacklineException tooLate(HealthProgress progress) throws InterruptedException {
    String why =
        progress
            .first()
            .map(first ->
                "it was healthy for only "
                    + seconds(elapsed().minus(first))
                    + " of the "
                    + seconds(check.stable())
                    + " asked for")
            .orElse(progress.last());
    return Failure.undone(
            tried(),
            "not healthy after " + seconds(elapsed()) + ": " + why + "; " + lastWords(),
            remedy())
        .toException();
  }

  private String tried() {
    return "waiting for the release in slot " + slot + " to answer " + check.path();
  }

  private String lastWords() throws InterruptedException {
    List<String> said = release.lastWords(LAST_WORDS);
    return said.isEmpty() ? "it said nothing" : "its last words:\n  " + String.join("\n  ", said);
  }

  private String remedy() {
    return "read its log: " + release.log();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
