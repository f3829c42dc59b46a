package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.cli.doctor.Examination;
import dev.backline.cli.doctor.Finding;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code backline doctor}. */
@Command(name = "doctor", description = "Look whether everything is there that a deployment needs.")
final class DoctorCommand implements Callable<Integer> {

  private final Session session;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Finding> findings = Examination.of(session);
    if (session.json()) {
      ArrayNode json = JsonText.array();
      findings.forEach(finding -> json.add(json(finding)));
      session.terminal().line(JsonText.pretty(json));
    } else {
      findings.forEach(this::print);
    }
    boolean fine = findings.stream().allMatch(Finding.Fine.class::isInstance);
    return (fine ? ExitCode.DONE : ExitCode.UNAVAILABLE).status();
  }

  private void print(Finding finding) {
    Terminal terminal = session.terminal();
    switch (finding) {
      case Finding.Fine fine ->
          terminal.line(
              terminal.styled(Style.GOOD, terminal.symbol("✓", "ok"))
                  + " "
                  + fine.subject()
                  + ": "
                  + PrintableText.of(fine.detail()));
      case Finding.Unfit unfit -> {
        terminal.line(
            terminal.styled(Style.BAD, terminal.symbol("✗", "!!"))
                + " "
                + unfit.subject()
                + ": "
                + PrintableText.of(unfit.why()));
        terminal.line("  next: " + PrintableText.of(unfit.remedy()));
      }
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Finding finding) {
    return switch (finding) {
      case Finding.Fine fine ->
          JsonText.object()
              .put("subject", fine.subject())
              .put("fine", true)
              .put("detail", fine.detail())
              .putNull("remedy");
      case Finding.Unfit unfit ->
          JsonText.object()
              .put("subject", unfit.subject())
              .put("fine", false)
              .put("detail", unfit.why())
              .put("remedy", unfit.remedy());
    };
  }
}
