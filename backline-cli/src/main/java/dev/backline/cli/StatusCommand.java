package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.status.EnvironmentStatus;
import dev.backline.cli.status.StatusJson;
import dev.backline.cli.status.StatusText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code backline status}. */
final class StatusCommand implements Callable<Integer> {

  private final Session session;

  private StatusCommand(Session session) {
    this.session = session;
  }

  /** Put together by hand, as {@link GlobalOptions} are: it is what people type most often. */
  static CommandSpec of(Session session) {
    CommandSpec status =
        CommandSpec.wrapWithoutInspection(new StatusCommand(session)).name("status");
    status
        .usageMessage()
        .description("Show what serves in each environment, and what is under way.");
    return status;
  }

  @Override
  public Integer call() {
    List<EnvironmentStatus> environments =
        session.openExisting().map(EnvironmentStatus::all).orElse(List.of());
    if (session.json()) {
      ObjectNode json = JsonText.object().put("data", session.data().root().toString());
      ArrayNode all = json.putArray("environments");
      environments.forEach(environment -> all.add(StatusJson.of(environment)));
      session.terminal().line(JsonText.pretty(json));
    } else if (environments.isEmpty()) {
      session.terminal().line("Nothing delivered yet from " + session.data().root());
    } else {
      StatusText.print(environments, session);
    }
    return 0;
  }
}
