package dev.backline.pipeline;

import dev.backline.config.AccessorySpec;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placeholder;
import dev.backline.config.Placeholders;
import dev.backline.config.ReleaseConfiguration;
import dev.backline.config.SecretName;
import dev.backline.config.TaskName;
import dev.backline.config.TaskSpec;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import dev.backline.database.DatabaseAccess;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.secret.Secret;
import dev.backline.source.CommitId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Fills the placeholders of a release's configuration in one environment. */
record ReleaseValues(
    AppConfig config,
    EnvironmentSpec environment,
    String version,
    CommitId commit,
    Optional<DatabaseAccess> database,
    Map<SecretName, Secret> secrets) {

  ReleaseValues {
    secrets = Map.copyOf(secrets);
  }

  /** What runs the release when it listens on that port. */
  ReleaseCommand serve(int port) {
    Map<String, Secret> variables = resolve(release().env(), on(port));
    variables.put(config.run().port().value(), Secret.of(Integer.toString(port)));
    return new ReleaseCommand(Placeholders.resolve(config.run().command(), on(port)), variables);
  }

  ReleaseCommand task(TaskSpec task) {
    return new ReleaseCommand(
        Placeholders.resolve(task.command(), on(0)), resolve(release().envOf(task), on(0)));
  }

  /** What runs beside the releases, with its variables filled in. */
  List<BesideSpec.Accessory> accessories(List<AccessorySpec> specs) {
    return specs.stream()
        .map(spec ->
            new BesideSpec.Accessory(
                spec.name(),
                spec.image(),
                spec.command(),
                resolve(spec.env(), on(0)),
                spec.volumes(),
                spec.memory()))
        .toList();
  }

  /** The tasks, for a person to run by hand. */
  Map<TaskName, BesideSpec.Task> tasksByHand() {
    Map<TaskName, BesideSpec.Task> tasks = new HashMap<>();
    config
        .tasks()
        .forEach((name, task) ->
            tasks.put(
                name,
                new BesideSpec.Task(
                    Placeholders.resolve(task.command(), on(0)), resolve(task.env(), on(0)))));
    return tasks;
  }

  Map<String, Secret> migrationEnvironment() {
    return resolve(release().databaseEnv(), on(0));
  }

  /** For smoke tests. */
  Function<Placeholder, String> lookup() {
    return on(0);
  }

  /** What must not be seen, always in the same order. */
  List<Secret> confidential() {
    return confidential(secrets, database.map(DatabaseAccess::password));
  }

  static List<Secret> confidential(Map<SecretName, Secret> secrets, Optional<Secret> password) {
    List<Secret> all = new ArrayList<>(new TreeMap<>(secrets).values());
    password.ifPresent(all::add);
    return all;
  }

  private ReleaseConfiguration release() {
    return config.releaseIn(environment);
  }

  private static Map<String, Secret> resolve(
      Map<VariableName, Template> variables, Function<Placeholder, String> lookup) {
    Map<String, Secret> resolved = new HashMap<>();
    Placeholders.resolve(variables, lookup)
        .forEach((name, value) -> resolved.put(name, Secret.of(value)));
    return resolved;
  }

  private Function<Placeholder, String> on(int port) {
    return placeholder ->
        switch (placeholder) {
          case Placeholder.Secret(SecretName name) ->
              secrets.getOrDefault(name, Secret.of("")).reveal();
          case Placeholder.Fact fact -> fact(fact, port);
        };
  }

  private String fact(Placeholder.Fact fact, int port) {
    return switch (fact) {
      case VERSION -> version;
      case COMMIT -> commit.value();
      case PORT -> Integer.toString(port);
      case ENVIRONMENT -> environment.name().value();
      case URL -> environment.url();
      case DATABASE_URL -> ofDatabase(DatabaseAccess::urlWithUser);
      case DATABASE_HOST -> ofDatabase(DatabaseAccess::host);
      case DATABASE_PORT -> ofDatabase(access -> Integer.toString(access.port()));
      case DATABASE_NAME -> ofDatabase(access -> access.name().value());
      case DATABASE_USER -> ofDatabase(access -> access.user().value());
      case DATABASE_PASSWORD -> ofDatabase(access -> access.password().reveal());
      // Known only to the command that goes down; it is left for it to fill.
      case TO -> "${to}";
    };
  }

  private String ofDatabase(Function<DatabaseAccess, String> read) {
    return database.map(read).orElse("");
  }
}
