package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.AppTarget;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.database.lint.Finding;
import dev.backline.database.lint.LintReport;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.pipeline.SqlReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backline lint}. */
@Command(
    name = "lint",
    description = {
      "Judge SQL before it is pushed, by how big an environment's tables are.",
      "Says what would lock or rewrite a big one, and what to write instead. Ends with status 4 if"
          + " something would keep a delivery from going on."
    })
final class LintCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ENV",
      description = "whose tables count",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("prod");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "files of SQL, in the order in which they would run")
  private List<Path> files = List.of();

  @Mixin private final AppChoice app = new AppChoice();

  LintCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AppTarget target = AppTarget.find(session, app);
    target.require(environment);
    List<String> scripts = read();
    LintReport report = SqlReview.of(session.open().parts(), target.app(), environment, scripts);
    if (session.json()) {
      ArrayNode json = JsonText.array();
      report.findings().forEach(finding -> add(json, finding));
      session.terminal().line(JsonText.pretty(json));
    } else if (report.findings().isEmpty()) {
      session.terminal().line("nothing to say against it");
    } else {
      report.findings().forEach(finding -> session.terminal().line(finding.told()));
    }
    return report.passed() ? ExitCode.DONE.status() : ExitCode.REFUSED.status();
  }

  private List<String> read() {
    List<String> scripts = new ArrayList<>();
    for (Path file : files) {
      try {
        scripts.add(Files.readString(session.directory().resolve(file)));
      } catch (IOException e) {
        throw Failure.usage(
                "reading " + file, String.valueOf(e), "name files of SQL in UTF-8 that can be read")
            .toException(e);
      }
    }
    return scripts;
  }

  private static void add(ArrayNode json, Finding finding) {
    json.addObject()
        .put("rule", finding.rule().id())
        .put("severity", finding.rule().severity().name().toLowerCase(java.util.Locale.ROOT))
        .put("statement", finding.statement())
        .put("table", finding.table().map(Object::toString).orElse(null))
        .put("why", finding.why())
        .put("remedy", finding.remedy())
        .put("waived", finding.waived().orElse(null));
  }
}
