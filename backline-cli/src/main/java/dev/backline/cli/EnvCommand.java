package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.Backline;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.KnownEnvironment;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Placement;
import dev.backline.database.ServerAddress;
import dev.backline.database.cluster.ClusterStatus;
import dev.backline.pipeline.ReleaseVariable;
import dev.backline.pipeline.ReleaseVariables;
import dev.backline.release.Release;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline env}. */
@Command(
    name = "env",
    description = {
      "Show the variables that an environment's release gets, and where each is declared; secrets"
          + " as ***.",
      "What is not known, since nothing runs there, stays a placeholder."
    })
final class EnvCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Mixin private final AppChoice app = new AppChoice();

  EnvCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Backline> backline = session.openExisting();
    KnownEnvironment known = KnownEnvironment.find(session, backline, app, environment);
    if (known.live().isEmpty()) {
      session.terminal().note("No release serves there yet: this is what your checkout declares");
    }
    List<ReleaseVariable> variables =
        new ReleaseVariables(
                known.config(),
                known.spec(),
                known.live(),
                port(known, backline),
                backline.flatMap(EnvCommand::cluster))
            .all();
    if (session.json()) {
      session.terminal().line(JsonText.pretty(json(variables)));
    } else {
      table(variables).printTo(session.terminal());
    }
    return 0;
  }

  /** Where the release listens; on hosts the same on all. */
  private OptionalInt port(KnownEnvironment known, Optional<Backline> backline)
      throws InterruptedException {
    Optional<Slot> slot = known.live().flatMap(Release::slot);
    if (slot.isEmpty()) {
      return OptionalInt.empty();
    }
    return switch (known.spec().placement()) {
      case Placement.OnHosts hosts ->
          OptionalInt.of(
              switch (slot.get()) {
                case BLUE -> hosts.compose().bluePort();
                case GREEN -> hosts.compose().greenPort();
              });
      case Placement.ThisMachine _ ->
          backline
              .orElseThrow()
              .parts()
              .environments()
              .here(known.app(), environment)
              .runtime()
              .status(slot.get())
              .known()
              .map(SlotState::port)
              .map(OptionalInt::of)
              .orElseGet(OptionalInt::empty);
    };
  }

  private static Optional<ServerAddress> cluster(Backline backline) {
    return backline.parts().cluster().status() instanceof ClusterStatus.Running running
        ? Optional.of(new ServerAddress("127.0.0.1", running.port()))
        : Optional.empty();
  }

  private static ArrayNode json(List<ReleaseVariable> variables) {
    ArrayNode json = JsonText.array();
    for (ReleaseVariable variable : variables) {
      ObjectNode one = json.addObject().put("name", variable.name()).put("value", variable.value());
      ArrayNode secrets = one.putArray("secrets");
      variable.secrets().forEach(secrets::add);
      one.put("from", variable.from());
    }
    return json;
  }

  private static Table table(List<ReleaseVariable> variables) {
    Table table = new Table("NAME", "VALUE", "SECRET", "FROM");
    for (ReleaseVariable variable : variables) {
      table.row(
          Cell.of(variable.name()),
          Cell.of(variable.value()),
          Cell.of(String.join(", ", variable.secrets())),
          Cell.of(variable.from(), Style.DIM));
    }
    return table;
  }
}
