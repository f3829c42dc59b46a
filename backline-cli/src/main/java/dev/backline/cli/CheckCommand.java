package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.app.AppCheckout;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Problem;
import dev.backline.config.parse.ConfigFile;
import dev.backline.config.parse.ConfigResult;
import dev.backline.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code backline check}. */
@Command(
    name = "check",
    description = "Check a backline.yml and tell everything that is wrong with it.")
final class CheckCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "the file (default: backline.yml of the git checkout you are in)")
  private @Nullable Path file;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ConfigResult result = ConfigFile.read(session.directory().resolve(file()));
    if (session.json()) {
      session.terminal().line(JsonText.pretty(json(result)));
    } else {
      print(result);
    }
    return switch (result) {
      case ConfigResult.Valid valid -> ExitCode.DONE.status();
      case ConfigResult.Invalid invalid -> ExitCode.USAGE.status();
    };
  }

  private Path file() {
    if (file != null) {
      return file;
    }
    return AppCheckout.around(session.directory())
        .map(AppCheckout::configFile)
        .orElse(Path.of(ConfigFile.NAME));
  }

  private void print(ConfigResult result) {
    switch (result) {
      case ConfigResult.Valid(AppConfig config) ->
          session
              .terminal()
              .line(
                  file()
                      + " is right: "
                      + config.app()
                      + " with "
                      + config.environments().keySet().stream()
                          .map(EnvironmentName::value)
                          .collect(Collectors.joining(", ")));
      case ConfigResult.Invalid(List<Problem> problems) -> {
        problems.forEach(problem -> session.terminal().line(shown(problem).toString()));
        session.terminal().note(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
      }
    }
  }

  private ObjectNode json(ConfigResult result) {
    ObjectNode json = JsonText.object().put("file", file().toString());
    ArrayNode list = JsonText.array();
    switch (result) {
      case ConfigResult.Valid(AppConfig config) ->
          json.put("valid", true).put("app", config.app().value());
      case ConfigResult.Invalid(List<Problem> problems) -> {
        json.put("valid", false).putNull("app");
        problems.forEach(problem ->
            list.add(
                JsonText.object()
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("suggestion", problem.suggestion().orElse(null))));
      }
    }
    json.set("problems", list);
    return json;
  }

  /** The file as the user named it. */
  private Problem shown(Problem problem) {
    return new Problem(
        file().toString(),
        problem.line(),
        problem.column(),
        problem.path(),
        problem.message(),
        problem.suggestion());
  }
}
