package dev.backline.cli;

import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.Serving;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.cluster.PsqlProgram;
import dev.backline.failure.Failure;
import dev.backline.host.HostCommand;
import dev.backline.host.local.ForegroundProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline console}. */
@Command(
    name = "console",
    description = {
      "Open psql on an environment's database, as the app's role, and end with its exit status.",
      "Without a terminal it runs the SQL that it reads, and ends at the first error."
    })
final class ConsoleCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Option(
      names = "-c",
      paramLabel = "SQL",
      description = "only run that; no secrets in it: others of this machine see it")
  private @Nullable String sql;

  @Mixin private final AppChoice app = new AppChoice();

  ConsoleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    String tried = "opening the database of " + environment;
    if (session.json()) {
      throw Failure.usage(
              tried,
              "what psql prints is no JSON",
              "leave --json out, and have the database make some: select json_agg(…)")
          .toException();
    }
    Path psql = PsqlProgram.find(session.variables().getOrDefault("PATH", ""));
    DatabaseAccess access = Serving.in(session, app, environment, tried).database();
    boolean talks = sql == null && session.asksOnTerminal();
    if (talks) {
      // To psql it means: cancel the statement.
      sun.misc.Signal.handle(new sun.misc.Signal("INT"), signal -> {});
    }
    return ForegroundProgram.run(
        HostCommand.of(argv(psql, talks)).with(access.clientEnvironment()), inherited());
  }

  private List<String> argv(Path psql, boolean talks) {
    List<String> argv = new ArrayList<>(List.of(psql.toString(), "--no-password"));
    if (!talks) {
      argv.addAll(List.of("--no-psqlrc", "--set=ON_ERROR_STOP=1"));
    }
    if (sql != null) {
      argv.add("--command=" + sql);
    }
    return argv;
  }

  /** The user's own, for editor and pager, but nothing that leads to another database. */
  private Map<String, String> inherited() {
    Map<String, String> inherited = new HashMap<>(session.variables());
    inherited.keySet().removeIf(name -> name.startsWith("PG"));
    return inherited;
  }
}
