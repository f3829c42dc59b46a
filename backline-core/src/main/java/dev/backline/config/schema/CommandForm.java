package dev.backline.config.schema;

import dev.backline.config.Argv;
import dev.backline.config.Template;
import dev.backline.config.UnknownPlaceholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command: a list of words, or a string that is split into words.
 *
 * @param placeholders whether its words may hold some
 */
public record CommandForm(boolean placeholders) implements Form<Argv> {

  @Override
  public String called() {
    return placeholders ? "command with placeholders" : "command";
  }

  @Override
  public Optional<Argv> accept(Tree tree, YamlPath path, Reading reading) {
    Optional<List<String>> words =
        switch (tree) {
          case Tree.Scalar(String text, Tree.Kind _, Mark _) ->
              split(text, tree.at(), path, reading);
          case Tree.Items(List<Tree> items, Mark _) -> listed(items, path, reading);
          case Tree.Entries _ -> Optional.empty();
        };
    if (tree instanceof Tree.Entries) {
      reading.problem(
          path,
          tree.at(),
          "expected a command: a list of words, or one string; not " + tree.described());
    }
    return words.flatMap(all -> command(all, tree.at(), path, reading));
  }

  private static Optional<List<String>> split(
      String text, Mark at, YamlPath path, Reading reading) {
    try {
      return Optional.of(CommandWords.split(text));
    } catch (IllegalArgumentException e) {
      reading.problem(path, at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<List<String>> listed(List<Tree> items, YamlPath path, Reading reading) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Tree.Scalar(String text, Tree.Kind kind, Mark _)
          && kind != Tree.Kind.NOTHING) {
        words.add(text);
      } else {
        reading.problem(
            path.item(i),
            items.get(i).at(),
            "expected a word of a command, not " + items.get(i).described());
      }
    }
    return words.size() == items.size() ? Optional.of(words) : Optional.empty();
  }

  private Optional<Argv> command(List<String> words, Mark at, YamlPath path, Reading reading) {
    try {
      if (placeholders) {
        words.forEach(Template::new);
      }
      return Optional.of(new Argv(words));
    } catch (UnknownPlaceholder e) {
      reading.problem(path, at, KnownPlaceholders.told(e), KnownPlaceholders.nearest(e.name()));
    } catch (IllegalArgumentException e) {
      reading.problem(path, at, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }
}
