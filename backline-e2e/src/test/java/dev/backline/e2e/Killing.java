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
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Kills the controller at an exact place of a run, starts another, and sees that the run ends by
 * itself and that production is wholly on one release, under load all the while.
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

  /** Gives the ended run. The controller is killed before the run ends, or the test fails. */
  RunRecord kill(CrashPoint point, Supplier<RunId> submit, RunStatus... expected) {
    long requestsBefore = load.requests();
    long failedBefore = load.failed();
    arm(point);
    RunId run = submit.get();
    int status = installation.controller().awaitEnd(DIES);
    assertThat(status).as("status of a process killed by SIGKILL").isEqualTo(137);
    requireUnderWay(run, point);
    Instant restarted = Instant.now();
    installation.restartController();
    RunRecord ended = installation.ended(run);
    try {
      assertThat(ended.status()).isIn((Object[]) expected);
      long takenUp = Duration.between(restarted, adopted(run)).toMillis();
      assertThat(takenUp).as("ms until it was taken up").isLessThan(TAKEN_UP.toMillis());
      String serves = whole.require(Installation.PROD);
      table.add(
          new CrashTable.Row(
              ended.request().kind().word(),
              point.step() + (point.undo() ? " (undo)" : ""),
              point.instant().words(),
              ended.status().words(),
              serves,
              takenUp,
              Duration.between(restarted, ended.endedAt().orElseThrow()).toMillis(),
              load.requests() - requestsBefore,
              load.failed() - failedBefore));
    } catch (AssertionError e) {
      throw new AssertionError(
          "killed at "
              + point
              + ": "
              + e.getMessage()
              + "\n"
              + installation.story(installation.run(run)),
          e);
    }
    assertThat(load.failures()).as("failed requests after a kill at " + point).isEmpty();
    return ended;
  }

  private void arm(CrashPoint point) {
    try {
      point.arm(installation.data().root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireUnderWay(RunId run, CrashPoint point) {
    assertThat(installation.run(run).status())
        .as("status of the run whose process was killed at " + point)
        .isIn(Set.of(RunStatus.RUNNING, RunStatus.UNWINDING));
  }

  private Instant adopted(RunId run) {
    return installation.backline().journal().entries(run).stream()
        .filter(entry -> entry.entry() instanceof JournalEntry.RunAdopted)
        .map(RecordedEntry::at)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody adopted run " + run));
  }
}
