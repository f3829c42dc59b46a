package dev.backline.cli.run;

import dev.backline.Backline;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;

/** Looks up what the user named. */
public final class Existing {

  private Existing() {}

  /** The run with this number; a number that was never given is the user's mistake. */
  public static RunRecord run(Backline backline, RunId id) {
    return backline.runs().find(id).orElseThrow(() -> unknown(id, backline.data().root()));
  }

  public static RuntimeException unknown(RunId id, java.nio.file.Path data) {
    return Failure.usage(
            "looking for run " + id, "there is no such run in " + data, "see: backline runs")
        .toException();
  }
}
