package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Kills the controller at exact places of a run, starts another each time, and sees that the run
 * ends by itself and that production is wholly on one release, under load all the while.
 */
final class Killing {

  /** How long a run may lie there once a controller runs again. */
  static final Duration TAKEN_UP = Duration.ofSeconds(10);

  private static final Duration DIES = Duration.ofSeconds(30);

  private final Installation installation;
  private final Wholeness whole;
  private final Load load;
  private final CrashTable table;

  Killing(Installation installation, Load load, CrashTable table) {
    this.installation = installation;
    this.whole = new Wholeness(installation);
    this.load = load;
    this.table = table;
  }

  /**
   * One run whose controller dies at the first point; the one that takes it up dies at the next,
   * and so on. Gives the ended run. Each dies before the run ends, or the test fails.
   *
   * @param points at least one, in the order in which the run gets there
   */
  RunRecord kill(List<CrashPoint> points, Supplier<RunId> submit, RunStatus expected) {
    arm(points.getFirst());
    RunId run = submit.get();
    try {
      awaitDeath(run, points.getFirst());
      for (int i = 1; i < points.size(); i++) {
        arm(points.get(i));
        Restart restart = Restart.counting(load);
        installation.launchController();
        awaitDeath(run, points.get(i));
        record(points.get(i - 1), run, restart, Optional.empty());
      }
      Restart restart = Restart.counting(load);
      installation.restartController();
      RunRecord ended = installation.ended(run);
      assertThat(ended.status()).isEqualTo(expected);
      assertThat(Leftovers.below(rehearsal())).as("what is left of a rehearsal").isEmpty();
      record(points.getLast(), run, restart, Optional.of(whole.require(Installation.PROD)));
      return ended;
    } catch (AssertionError e) {
      throw new AssertionError(
          "killed at %s: %s%n%s"
              .formatted(points, e.getMessage(), installation.story(installation.run(run))),
          e);
    }
  }

  private Path rehearsal() {
    return installation
        .data()
        .environment(Installation.APP.value(), Installation.PROD.value())
        .resolve("rehearsal");
  }

  /** When the next controller was started, and what had been requested until then. */
  private record Restart(Instant at, long requests, long failed) {
    static Restart counting(Load load) {
      return new Restart(Instant.now(), load.requests(), load.failed());
    }
  }

  /**
   * What came of the controller's death at that point.
   *
   * @param serves what production serves if the run has ended; else the next one died, too
   */
  private void record(CrashPoint point, RunId run, Restart restart, Optional<String> serves) {
    RunRecord record = installation.run(run);
    long takenUp = Duration.between(restart.at(), adopted(run, restart.at())).toMillis();
    assertThat(takenUp).as("ms until it was taken up").isLessThan(TAKEN_UP.toMillis());
    table.add(
        new CrashTable.Row(
            record.request().kind().word(),
            point.step() + (point.undo() ? " (undo)" : ""),
            point.instant().words(),
            serves.map(version -> record.status().words()).orElse("killed again"),
            serves.orElse(""),
            takenUp,
            record.endedAt().map(end -> Duration.between(restart.at(), end).toMillis()),
            load.requests() - restart.requests(),
            load.failed() - restart.failed()));
    assertThat(load.failures()).as("failed requests after a kill at " + point).isEmpty();
  }

  private void arm(CrashPoint point) {
    try {
      point.arm(installation.data().root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitDeath(RunId run, CrashPoint point) {
    int status = installation.controller().awaitEnd(DIES);
    assertThat(status).as("status of a process killed by SIGKILL").isEqualTo(137);
    assertThat(installation.run(run).status())
        .as("status of the run whose process was killed at " + point)
        .isIn(RunStatus.RUNNING, RunStatus.UNWINDING);
  }

  private Instant adopted(RunId run, Instant since) {
    return installation.backline().journal().entries(run).stream()
        .filter(entry -> entry.entry() instanceof JournalEntry.RunAdopted)
        .map(RecordedEntry::at)
        .filter(at -> at.isAfter(since))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody adopted run " + run));
  }
}
