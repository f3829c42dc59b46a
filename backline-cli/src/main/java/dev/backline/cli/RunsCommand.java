package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.Backline;
import dev.backline.cli.run.RunJson;
import dev.backline.cli.run.RunWords;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.HumanTime;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.run.RunRecord;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backline runs}. */
@Command(name = "runs", description = "List the runs, the newest first.")
final class RunsCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "how many at most (default: ${DEFAULT-VALUE})")
  private int count;

  RunsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<RunRecord> runs =
        session.openExisting().map(Backline::runs).map(all -> all.newest(count)).orElse(List.of());
    if (session.json()) {
      ArrayNode json = JsonText.array();
      runs.forEach(run -> json.add(RunJson.of(run)));
      session.terminal().line(JsonText.pretty(json));
    } else if (runs.isEmpty()) {
      session.terminal().line("No runs yet in " + session.data().root());
    } else {
      table(runs).printTo(session.terminal());
    }
    return 0;
  }

  private Table table(List<RunRecord> runs) {
    Table table = new Table("RUN", "TARGET", "WHAT", "STATUS", "ASKED FOR", "TOOK", "BY");
    for (RunRecord run : runs) {
      table.row(
          Cell.of("#" + run.id()),
          Cell.of(run.request().scope().toString()),
          Cell.of(RunWords.what(run)),
          RunWords.status(run.status()),
          Cell.of(HumanTime.of(run.requestedAt(), session.now(), session.zone())),
          Cell.of(RunWords.took(run, session.now())),
          Cell.of(run.request().requestedBy()));
    }
    return table;
  }
}
