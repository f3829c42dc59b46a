package dev.backline.config.parse;

import dev.backline.config.SmokeProbe;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import dev.backline.config.schema.YamlPath;

/** Migrations and queries are on a database that is declared. */
final class NeededDatabase {

  private NeededDatabase() {}

  static void check(Reading reading) {
    if (reading.placeOf(YamlPath.ROOT.key("database")).isPresent()) {
      return;
    }
    YamlPath migrations = YamlPath.ROOT.key("migrations");
    reading
        .placeOf(migrations)
        .ifPresent(at ->
            reading.problem(
                migrations, at, "migrations need a database; declare one under 'database'"));
    for (Found<SmokeProbe.Sql> sql : reading.all(SmokeProbe.Sql.class)) {
      reading.problem(
          sql.path(), sql.at(), "a query needs a database; declare one under 'database'");
    }
  }
}
