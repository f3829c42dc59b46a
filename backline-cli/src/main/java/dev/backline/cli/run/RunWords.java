package dev.backline.cli.run;

import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** How runs read. */
public final class RunWords {

  private RunWords() {}

  /** Such as {@code deploy commit 1a2b3c4}: the kind and what it was asked to do. */
  public static String what(RunRecord run) {
    StringBuilder words = new StringBuilder(run.request().kind().word());
    new TreeMap<>(run.request().parameters())
        .forEach(
            (name, value) -> words.append(' ').append(name).append(' ').append(shortened(value)));
    return words.toString();
  }

  public static Cell status(RunStatus status) {
    return new Cell(status.words(), List.of(style(status)));
  }

  public static Style style(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> Style.GOOD;
      case QUEUED, SUPERSEDED -> Style.DIM;
      case RUNNING, CANCELLED -> Style.BOLD;
      case UNWINDING, UNDONE -> Style.WARNING;
      case NEEDS_PERSON -> Style.BAD;
    };
  }

  /** How long it has been at work, or was; empty if it never started. */
  public static String took(RunRecord run, Instant now) {
    return run.startedAt()
        .map(start -> HumanDuration.of(Duration.between(start, run.endedAt().orElse(now))))
        .orElse("");
  }

  /** Full commit names and digests say no more to a reader than their first digits. */
  private static String shortened(String value) {
    return value.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? value.substring(0, 7) : value;
  }
}
