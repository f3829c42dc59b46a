package dev.backline.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.journal.RunId;
import dev.backline.run.OutputLine;
import dev.backline.run.RunRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;

/** Runs as JSON. */
public final class RunJson {

  private RunJson() {}

  public static ObjectNode of(RunRecord run) {
    ObjectNode json = JsonText.object();
    json.put("run", run.id().value());
    json.put("kind", run.request().kind().word());
    json.put("app", run.request().scope().app());
    json.put("environment", run.request().scope().environment());
    json.put("status", status(run));
    ObjectNode parameters = json.putObject("parameters");
    new TreeMap<>(run.request().parameters()).forEach(parameters::put);
    json.put("requestedBy", run.request().requestedBy());
    json.put("requestedAt", run.requestedAt().toString());
    json.put("startedAt", run.startedAt().map(Instant::toString).orElse(null));
    json.put("endedAt", run.endedAt().map(Instant::toString).orElse(null));
    json.set("failure", run.failure().map(JsonText::of).orElse(null));
    json.put("supersededBy", run.supersededBy().map(RunId::value).orElse(null));
    json.put("cancelRequestedBy", run.cancelRequestedBy().orElse(null));
    return json;
  }

  /** As all commands tell it. */
  public static String status(RunRecord run) {
    return run.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ObjectNode of(OutputLine line) {
    return JsonText.object()
        .put("seq", line.seq())
        .put("at", line.at().toString())
        .put("step", line.step().map(Object::toString).orElse(null))
        .put("line", line.text());
  }
}
