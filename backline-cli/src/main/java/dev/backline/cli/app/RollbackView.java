package dev.backline.cli.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.backup.LossWindow;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.pipeline.RollbackPreview;
import dev.backline.proof.RollbackPlan;
import dev.backline.proof.Way;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a rollback would do, before it is asked for. */
public record RollbackView(Session session) {

  public void show(RollbackPreview preview, EnvironmentName environment) {
    if (session.json()) {
      session.terminal().line(JsonText.pretty(json(preview, environment)));
    } else {
      people(preview, environment);
    }
  }

  private void people(RollbackPreview preview, EnvironmentName environment) {
    line(environment + " would go from " + preview.from().label() + " to " + preview.to().label());
    line("");
    line("--app        " + way(preview, RollbackPlan::app));
    line("             the schema and everything that was written stay");
    line("--migration  " + way(preview, RollbackPlan::migration));
    line(
        preview.reverted().isEmpty()
            ? "             no migration is to be reverted"
            : "             reverts " + String.join(", ", preview.reverted()));
    preview
        .backup()
        .ifPresentOrElse(
            backup -> {
              line("--full       restores " + backup.name() + ", taken " + backup.taken());
              preview.rehearsed().ifPresent(plan -> line("             " + plan.full().told()));
              preview
                  .loss()
                  .ifPresent(loss -> loss.lines().forEach(text -> line("             " + text)));
              line("             a safety backup keeps them, and the old database stays, closed");
            },
            () -> line("--full       not possible: there is no backup of then any more"));
  }

  private void line(String text) {
    session.terminal().line(text);
  }

  private static String way(RollbackPreview preview, Function<RollbackPlan, Way> which) {
    return preview.rehearsed().map(which).map(Way::told).orElse("was not rehearsed");
  }

  private static ObjectNode json(RollbackPreview preview, EnvironmentName environment) {
    ObjectNode json = JsonText.object();
    json.put("environment", environment.value());
    json.put("from", preview.from().label());
    json.put("to", preview.to().label());
    json.set("app", json(preview.rehearsed().map(RollbackPlan::app)));
    json.set("migration", json(preview.rehearsed().map(RollbackPlan::migration)));
    preview.reverted().forEach(json.putArray("reverted")::add);
    json.set("full", json(preview.rehearsed().map(RollbackPlan::full)));
    json.put("backup", preview.backup().map(RollbackPreview.KnownBackup::name).orElse(null));
    json.set("loss", preview.loss().map(RollbackView::json).orElse(null));
    return json;
  }

  private static ObjectNode json(Optional<Way> way) {
    ObjectNode json = JsonText.object();
    json.put(
        "safety", way.map(Way::safety).map(Enum::name).orElse("UNKNOWN").toLowerCase(Locale.ROOT));
    json.put("why", way.map(Way::why).orElse("was not rehearsed"));
    json.put("tookMillis", way.map(Way::tookMillis).orElse(0L));
    return json;
  }

  private static ObjectNode json(LossWindow loss) {
    ObjectNode json = JsonText.object();
    json.put("seconds", loss.time().toSeconds());
    ObjectNode tables = json.putObject("tables");
    loss.tables()
        .forEach((name, table) ->
            tables.putObject(name).put("then", table.then()).put("now", table.now()));
    return json;
  }
}
