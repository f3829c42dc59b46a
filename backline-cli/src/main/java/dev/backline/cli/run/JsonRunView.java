package dev.backline.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.RecordedEntry;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;

/** A JSON object on a line for each thing that happens. */
public final class JsonRunView implements RunView {

  private final Terminal terminal;

  public JsonRunView(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void entry(RecordedEntry entry) {
    print("entry", EntryJson.of(entry));
  }

  @Override
  public void output(OutputLine line) {
    print("output", RunJson.of(line));
  }

  @Override
  public void tick(RunRecord run) {}

  @Override
  public void note(String text) {
    terminal.note(text);
  }

  @Override
  public void end(RunRecord run) {
    print("run", RunJson.of(run));
  }

  private void print(String key, ObjectNode value) {
    ObjectNode line = JsonText.object();
    line.set(key, value);
    terminal.line(line.toString());
  }
}
