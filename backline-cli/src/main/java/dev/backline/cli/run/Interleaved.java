package dev.backline.cli.run;

import dev.backline.journal.RecordedEntry;
import dev.backline.run.OutputLine;
import java.util.List;

/** Entries and output lines in the order in which they came about. */
final class Interleaved {

  private Interleaved() {}

  static void show(List<RecordedEntry> entries, List<OutputLine> lines, RunView view) {
    int entry = 0;
    int line = 0;
    while (entry < entries.size() || line < lines.size()) {
      boolean entryFirst =
          line == lines.size()
              || (entry < entries.size() && !entries.get(entry).at().isAfter(lines.get(line).at()));
      if (entryFirst) {
        view.entry(entries.get(entry++));
      } else {
        view.output(lines.get(line++));
      }
    }
  }
}
