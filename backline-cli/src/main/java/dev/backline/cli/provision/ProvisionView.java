package dev.backline.cli.provision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.config.HostName;
import dev.backline.host.provision.ProvisionPlan;
import dev.backline.host.provision.ProvisionProgress;
import dev.backline.host.provision.ProvisionReport;
import java.util.List;
import java.util.Locale;

/** Prints one host after the other: an object on a line for each if JSON is wanted. */
public record ProvisionView(Session session) implements ProvisionProgress {

  @Override
  public void changing(HostName host, String requirement, String what) {
    session.terminal().note(host + ": " + what);
  }

  public void plan(ProvisionPlan plan) {
    List<ProvisionLine> lines = plan.entries().stream().map(ProvisionLine::of).toList();
    print(plan.host(), " would be changed, running " + plan.system() + ":", lines);
    if (!session.json() && plan.changesNothing()) {
      session.terminal().line("  nothing has to be changed");
    }
  }

  public void report(ProvisionReport report) {
    print(
        report.host(),
        report.ready() ? " is ready:" : " is not ready:",
        report.outcomes().stream().map(ProvisionLine::of).toList());
  }

  private void print(HostName host, String title, List<ProvisionLine> lines) {
    if (session.json()) {
      ArrayNode requirements = JsonText.array();
      lines.forEach(line -> requirements.add(json(line)));
      ObjectNode json = JsonText.object().put("host", host.value());
      json.set("requirements", requirements);
      session.terminal().line(json.toString());
    } else {
      session.terminal().line(host + PrintableText.of(title));
      lines.forEach(this::print);
    }
  }

  private void print(ProvisionLine line) {
    Terminal terminal = session.terminal();
    String detail = line.detail().isEmpty() ? "" : ": " + PrintableText.of(line.detail());
    terminal.line("  " + symbol(line.state(), terminal) + " " + line.requirement() + detail);
    line.changes().forEach(change -> terminal.line("      " + PrintableText.of(change)));
    if (!line.remedy().isEmpty()) {
      terminal.line("      next: " + PrintableText.of(line.remedy()));
    }
  }

  private static String symbol(ProvisionLine.State state, Terminal terminal) {
    return switch (state) {
      case MET, ALREADY_SO -> terminal.styled(Style.GOOD, terminal.symbol("✓", "ok"));
      case UNMET, CHANGED -> terminal.styled(Style.WARNING, "+");
      case UNFIT, FAILED -> terminal.styled(Style.BAD, terminal.symbol("✗", "!!"));
      case NOT_REACHED -> terminal.styled(Style.DIM, "-");
    };
  }

  private static ObjectNode json(ProvisionLine line) {
    ArrayNode changes = JsonText.array();
    line.changes().forEach(changes::add);
    ObjectNode json =
        JsonText.object()
            .put("requirement", line.requirement())
            .put("state", line.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("detail", line.detail().isEmpty() ? null : line.detail())
            .put("remedy", line.remedy().isEmpty() ? null : line.remedy());
    json.set("changes", changes);
    return json;
  }
}
