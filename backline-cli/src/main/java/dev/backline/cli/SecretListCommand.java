package dev.backline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.backline.cli.app.SecretTarget;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.config.SecretName;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code backline secret list}. */
@Command(
    name = "list",
    description = "List the names of an environment's secrets, never their values.")
final class SecretListCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final SecretTarget target = new SecretTarget();

  SecretListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SortedSet<SecretName> set = target.secrets(session).names();
    List<SecretName> declared = target.declared(session);
    SortedSet<SecretName> all = new TreeSet<>(set);
    all.addAll(declared);
    if (session.json()) {
      ArrayNode json = JsonText.array();
      all.forEach(name ->
          json.add(
              JsonText.object()
                  .put("name", name.value())
                  .put("set", set.contains(name))
                  .put("declared", declared.contains(name))));
      session.terminal().line(JsonText.pretty(json));
    } else if (all.isEmpty()) {
      session.terminal().line("No secrets in " + target.environment());
    } else {
      table(all, set).printTo(session.terminal());
    }
    return 0;
  }

  private static Table table(SortedSet<SecretName> all, SortedSet<SecretName> set) {
    Table table = new Table("NAME", "STATE");
    all.forEach(name ->
        table.row(
            Cell.of(name.value()),
            set.contains(name) ? Cell.of("set", Style.GOOD) : Cell.of("missing", Style.BAD)));
    return table;
  }
}
