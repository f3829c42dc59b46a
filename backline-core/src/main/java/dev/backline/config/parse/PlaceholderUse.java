package dev.backline.config.parse;

import dev.backline.config.Argv;
import dev.backline.config.Placeholder;
import dev.backline.config.Placeholder.Fact;
import dev.backline.config.Template;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import dev.backline.config.schema.YamlPath;
import java.util.List;

/**
 * Placeholders stand only where there is something to fill in, and never where it would be seen.
 */
final class PlaceholderUse {

  private PlaceholderUse() {}

  static void check(Reading reading) {
    boolean database = reading.placeOf(YamlPath.ROOT.key("database")).isPresent();
    for (Found<Template> value : reading.all(Template.class)) {
      value.value().placeholders().forEach(one -> checkOne(one, value, database, reading));
    }
    for (Found<Argv> command : reading.all(Argv.class)) {
      if (takesPlaceholders(command.path())) {
        checkCommand(command, database, reading);
      }
    }
  }

  private static void checkCommand(Found<Argv> command, boolean database, Reading reading) {
    List<Placeholder> placeholders = placeholders(command.value());
    for (Placeholder one : placeholders) {
      checkOne(one, command, database, reading);
      if (one.confidential()) {
        reading.problem(
            command.path(),
            command.at(),
            written(one)
                + " in a command could be read by every user of the host; pass it in a variable");
      }
    }
    if (command.path().fits("migrations", "down") && !placeholders.contains(Fact.TO)) {
      reading.problem(
          command.path(),
          command.at(),
          "has to hold ${to}, the migration to go back to; else it would undo too much or too"
              + " little");
    }
  }

  private static void checkOne(Placeholder one, Found<?> where, boolean database, Reading reading) {
    if (!(one instanceof Fact fact)) {
      return;
    }
    if (fact == Fact.TO && !where.path().fits("migrations", "down")) {
      reading.problem(where.path(), where.at(), written(one) + " is known to migrations.down only");
    }
    if (fact == Fact.PORT
        && (where.path().startsWith("migrations") || where.path().startsWith("database"))) {
      reading.problem(
          where.path(),
          where.at(),
          written(one) + " isn't known to migrations: they listen on no port");
    }
    if (fact.ofDatabase() && !database) {
      reading.problem(
          where.path(),
          where.at(),
          written(one) + " needs a database; declare one under 'database'");
    }
  }

  private static List<Placeholder> placeholders(Argv command) {
    return command.words().stream()
        .flatMap(word -> new Template(word).placeholders().stream())
        .distinct()
        .toList();
  }

  private static boolean takesPlaceholders(YamlPath path) {
    return path.fits("run", "command")
        || path.fits("migrations", "*")
        || path.fits("tasks", "*", "command");
  }

  private static String written(Placeholder one) {
    return "${" + one.text() + "}";
  }
}
