package dev.backline.config.schema;

import dev.backline.config.Argv;
import dev.backline.config.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command, or a list of commands that are run in order: then each is a list of words. */
public record CommandsForm() implements Form<Commands> {

  @Override
  public String called() {
    return "command, or list of commands";
  }

  @Override
  public Optional<Commands> accept(Tree tree, YamlPath path, Reading reading) {
    return tree instanceof Tree.Items(List<Tree> items, Mark _)
            && !items.isEmpty()
            && items.getFirst() instanceof Tree.Items
        ? several(items, path, reading)
        : Forms.COMMAND.accept(tree, path, reading).map(Commands::of);
  }

  private static Optional<Commands> several(List<Tree> items, YamlPath path, Reading reading) {
    List<Argv> commands = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Tree.Items command) {
        Forms.COMMAND.read(command, path.item(i), reading).ifPresent(commands::add);
      } else {
        reading.problem(
            path.item(i),
            items.get(i).at(),
            "expected a list of words, as the first command is one; not "
                + items.get(i).described());
      }
    }
    return commands.size() == items.size() ? Optional.of(new Commands(commands)) : Optional.empty();
  }
}
