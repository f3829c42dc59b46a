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

/** The real journal, in a process that is killed with SIGKILL where the armed point says. */
record CrashingJournal(Journal journal, Path data) implements Journal {

  @Override
  public RecordedEntry append(RunId run, Lease lease, JournalEntry entry) {
    Optional<CrashPoint> point = armed();
    if (point.filter(p -> p.instant() == CrashPoint.Instant.BEFORE_OUTCOME && p.isOutcome(entry))
        .isPresent()) {
      die();
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
          die();
        }
      }
      case IN_THE_MIDDLE -> {
        if (point.isIntent(entry)) {
          Thread.ofPlatform().daemon().start(() -> {
            sleep(CrashPoint.MIDDLE_MILLIS);
            die();
          });
        }
      }
      case BEFORE_OUTCOME -> {}
      case AFTER_OUTCOME -> {
        if (point.isOutcome(entry)) {
          die();
        }
      }
    }
  }

  private Optional<CrashPoint> armed() {
    try {
      return CrashPoint.armed(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never returns. */
  private void die() {
    try {
      CrashPoint.disarm(data);
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      Runtime.getRuntime().halt(137);
    }
    while (true) {
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
