package dev.backline;

import dev.backline.journal.Journal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.lease.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The real journal, in a process that gets a signal where the armed point says. */
record CrashingJournal(Journal journal, Path data) implements Journal {

  @Override
  public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
    Optional<CrashPoint> point = armed();
    if (point
        .filter(p -> p.instant() == CrashPoint.Instant.BEFORE_OUTCOME && p.isOutcome(entry))
        .isPresent()) {
      signal(point.get());
    }
    RecordedEntry recorded = journal.append(run, lease, entry);
    point.ifPresent(p -> after(p, entry));
    return recorded;
  }

  @Override
  public List<RecordedEntry> entries(RunId run) {
    return journal.entries(run);
  }

  private void after(CrashPoint point, JournalEntry entry) {
    switch (point.instant()) {
      case AT_INTENT -> {
        if (point.isIntent(entry)) {
          signal(point);
        }
      }
      case IN_THE_MIDDLE -> signalAfter(CrashPoint.MIDDLE_MILLIS, point, entry);
      case LATE_IN_THE_MIDDLE -> signalAfter(CrashPoint.LATE_MILLIS, point, entry);
      case BEFORE_OUTCOME -> {}
      case AFTER_OUTCOME -> {
        if (point.isOutcome(entry)) {
          signal(point);
        }
      }
    }
  }

  private void signalAfter(int millis, CrashPoint point, JournalEntry entry) {
    if (point.isIntent(entry)) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            sleep(millis);
            signal(point);
          });
    }
  }

  private Optional<CrashPoint> armed() {
    try {
      return CrashPoint.armed(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never returns if the signal is KILL; if it is STOP, returns after CONT. */
  private void signal(CrashPoint point) {
    try {
      CrashPoint.disarm(data);
      String pid = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-" + point.signal(), pid).start().waitFor();
    } catch (InterruptedException e) {
      // After CONT its heartbeat may be the first to see that the lease is lost.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
    while (point.signal().equals("KILL")) {
      sleep(1000);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // Whoever interrupts it can't stop it from dying.
    }
  }
}
