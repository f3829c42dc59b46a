package dev.backline.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.Backline;
import dev.backline.cli.run.RunJson;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.run.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Every run of the demo: its steps, their durations, digests, versions, requests served and failed.
 */
final class DemoReport {

  private static final int SHORT_DIGEST = 19;
  private static final int WIDTH = 110;

  private final Backline backline;

  private final Map<RunId, Visitors.Count> visited;

  DemoReport(Backline backline, Map<RunId, Visitors.Count> visited) {
    this.backline = backline;
    this.visited = Map.copyOf(visited);
  }

  void print(Terminal terminal) {
    Table table =
        new Table("run", "what", "version", "artifact", "took", "ended", "requests", "failed");
    for (RunRecord run : runs()) {
      RunState state = state(run);
      table.row(
          "#" + run.id(),
          run.request().kind().word() + " " + run.request().scope().environment(),
          state.facts().find(DeliveryFacts.VERSION).orElse(""),
          shortened(state.facts().find(DeliveryFacts.DIGEST).orElse("")),
          HumanDuration.of(took(run)),
          run.status().words(),
          visits(run, Visitors.Count::requests),
          visits(run, Visitors.Count::failed));
    }
    table.printTo(terminal);
    terminal.line("");
    runs().forEach(run -> steps(run).forEach(terminal::line));
  }

  ArrayNode json() {
    ArrayNode all = JsonText.array();
    for (RunRecord run : runs()) {
      RunState state = state(run);
      ObjectNode node =
          all.addObject()
              .put("run", run.id().value())
              .put("kind", run.request().kind().word())
              .put("environment", run.request().scope().environment())
              .put("status", RunJson.status(run))
              .put("tookMillis", took(run).toMillis());
      Visitors.Count visits = visited.get(run.id());
      if (visits != null) {
        node.put("requests", visits.requests()).put("failedRequests", visits.failed());
      }
      ObjectNode facts = node.putObject("facts");
      state.facts().values().forEach(facts::put);
      ArrayNode steps = node.putArray("steps");
      durations(run)
          .forEach((name, took) ->
              steps.addObject().put("step", name).put("tookMillis", took.toMillis()));
    }
    return all;
  }

  private List<RunRecord> runs() {
    return backline.runs().newest(50).reversed();
  }

  private RunState state(RunRecord run) {
    return RunState.replay(backline.journal().entries(run.id()));
  }

  private static Duration took(RunRecord run) {
    return run.startedAt()
        .flatMap(start -> run.endedAt().map(end -> Duration.between(start, end)))
        .orElse(Duration.ZERO);
  }

  private String visits(RunRecord run, ToLongFunction<Visitors.Count> which) {
    return Optional.ofNullable(visited.get(run.id()))
        .map(count -> Long.toString(which.applyAsLong(count)))
        .orElse("");
  }

  /** Every step with its time, on lines that fit a terminal. */
  private List<String> steps(RunRecord run) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("#" + run.id() + " ");
    for (Map.Entry<String, Duration> step : durations(run).entrySet()) {
      String text = " " + step.getKey() + " " + HumanDuration.of(step.getValue()) + ";";
      if (line.length() + text.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(text);
    }
    lines.add(line.toString());
    return lines;
  }

  private Map<String, Duration> durations(RunRecord run) {
    Map<String, Duration> durations = new LinkedHashMap<>();
    for (RecordedEntry recorded : backline.journal().entries(run.id())) {
      switch (recorded.entry()) {
        case JournalEntry.StepDone done -> durations.put(done.step().value(), done.took());
        case JournalEntry.StepFailed failed ->
            durations.put(failed.step() + " (failed)", failed.took());
        case JournalEntry.UndoDone undone -> durations.put("undo " + undone.step(), undone.took());
        case JournalEntry other -> {}
      }
    }
    return durations;
  }

  private static String shortened(String digest) {
    return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) : digest;
  }
}
