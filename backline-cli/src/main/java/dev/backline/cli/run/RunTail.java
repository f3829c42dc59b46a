package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;
import java.util.List;

/** What is new of a run each time one looks. */
public final class RunTail {

  private static final int MOST_LINES = 2_000;

  /** The run as it is now, and what was added since the last look; each in its order. */
  public record News(RunRecord run, List<RecordedEntry> entries, List<OutputLine> output) {}

  private final Backline backline;
  private final RunId id;
  private long lastEntry;
  private long lastLine;

  public RunTail(Backline backline, RunId id) {
    this.backline = backline;
    this.id = id;
  }

  public News next() {
    // The run is read first: if it has ended, its last entries and lines are there to be read.
    RunRecord run = Existing.run(backline, id);
    List<RecordedEntry> entries =
        backline.journal().entries(id).stream().filter(entry -> entry.seq() > lastEntry).toList();
    List<OutputLine> output = backline.output().read(id, lastLine, MOST_LINES);
    if (!entries.isEmpty()) {
      lastEntry = entries.getLast().seq();
    }
    if (!output.isEmpty()) {
      lastLine = output.getLast().seq();
    }
    return new News(run, entries, output);
  }
}
