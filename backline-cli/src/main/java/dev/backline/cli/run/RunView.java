package dev.backline.cli.run;

import dev.backline.journal.RecordedEntry;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;

/** Shows a run while it goes on. */
public interface RunView {

  void entry(RecordedEntry entry);

  void output(OutputLine line);

  /** Called a few times a second, after what is new was shown. */
  void tick(RunRecord run);

  /** A remark that is not part of the run. */
  void note(String text);

  /** The run has ended, or is watched no longer: nothing follows. */
  void end(RunRecord run);
}
