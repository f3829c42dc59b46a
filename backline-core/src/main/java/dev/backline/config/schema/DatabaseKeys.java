package dev.backline.config.schema;

import dev.backline.config.Argv;
import dev.backline.config.DatabaseEngine;
import dev.backline.config.DatabaseSpec;
import dev.backline.config.MigrationSpec;
import dev.backline.config.TaskName;
import dev.backline.config.TaskSpec;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** {@code database}, {@code migrations} and {@code tasks}. */
final class DatabaseKeys {

  private static final Key<DatabaseEngine> ENGINE =
      Key.required(
          "engine",
          Choice.of(
              new Choice.Option<>(
                  "postgresql", DatabaseEngine.POSTGRESQL, "PostgreSQL 13 or newer.")),
          "Each environment gets a database and a role of its own.");
  private static final Key<SequencedMap<VariableName, Template>> DATABASE_ENV =
      Key.orEmpty(
          "env",
          Forms.ENV,
          "Variables for releases, migrations and tasks; this is how the app finds its database.");

  static final Shape<DatabaseSpec> DATABASE =
      new Shape<>(
          "database",
          List.of(ENGINE, DATABASE_ENV),
          v -> new DatabaseSpec(v.get(ENGINE), v.get(DATABASE_ENV)));

  private static final Key<Argv> STATUS =
      Key.required(
          "status",
          Forms.COMMAND_TEMPLATE,
          "Prints `applied ID` or `pending ID` for each migration, a line each, in order.");
  private static final Key<Argv> UP =
      Key.required("up", Forms.COMMAND_TEMPLATE, "Applies what is pending.");
  private static final Key<Optional<Argv>> DOWN =
      Key.optional(
          "down",
          Forms.COMMAND_TEMPLATE,
          "Takes back every migration after `${to}`. Left out, a migration can't be rolled back"
              + " without a restore.");
  private static final Key<Duration> MIGRATION_TIMEOUT =
      Key.withDefault(
          "timeout", Forms.DURATION, "5m", "The most that each of the commands may take.");

  static final Shape<MigrationSpec> MIGRATIONS =
      new Shape<>(
          "migrations",
          List.of(STATUS, UP, DOWN, MIGRATION_TIMEOUT),
          v -> new MigrationSpec(v.get(STATUS), v.get(UP), v.get(DOWN), v.get(MIGRATION_TIMEOUT)));

  private static final Key<Argv> COMMAND =
      Key.required(
          "command", Forms.COMMAND_TEMPLATE, "Run in the bundle's directory; has to exit with 0.");
  private static final Key<SequencedMap<VariableName, Template>> ENV =
      Key.orEmpty("env", Forms.ENV, "Variables for this task, over those of the release.");
  private static final Key<Boolean> AFTER_FIRST =
      Key.withDefault(
          "afterFirstDeployment",
          Forms.YES_NO,
          false,
          "Whether it runs by itself, once, when an environment's first release is healthy and"
              + " before its smoke tests.");
  private static final Key<Duration> TIMEOUT =
      Key.withDefault("timeout", Forms.DURATION, "5m", "The task fails when it takes longer.");

  static final Named<TaskName, TaskSpec> TASKS =
      new Named<>(
          "tasks by name",
          Forms.TASK_NAME,
          new Shape<Function<TaskName, TaskSpec>>(
              "task",
              List.of(COMMAND, ENV, AFTER_FIRST, TIMEOUT),
              v ->
                  name ->
                      new TaskSpec(
                          name, v.get(COMMAND), v.get(ENV), v.get(AFTER_FIRST), v.get(TIMEOUT))));

  private DatabaseKeys() {}
}
