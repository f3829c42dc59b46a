package dev.backline.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a release runs with in one environment: everything of the configuration that a redeployment
 * would put into effect, and nothing that only says how to build or check.
 *
 * @param env of the release: {@code database.env}, over it {@code run.env}, over it the
 *     environment's own
 * @param databaseEnv the variables of migration commands
 * @param secrets names only, never values
 */
public record ReleaseConfiguration(
    AppName app,
    EnvironmentName environment,
    RunSpec run,
    SequencedMap<VariableName, Template> env,
    SequencedMap<VariableName, Template> databaseEnv,
    Optional<DatabaseEngine> database,
    Optional<MigrationSpec> migrations,
    SequencedMap<TaskName, TaskSpec> tasks,
    List<SmokeTest> smoke,
    List<SecretName> secrets,
    ListenAddress listen,
    EdgeSpec edge,
    Optional<PublicUrl> publicUrl,
    Placement placement) {

  public ReleaseConfiguration {
    env = Checked.ordered(env);
    databaseEnv = Checked.ordered(databaseEnv);
    tasks = Checked.ordered(tasks);
    smoke = List.copyOf(smoke);
    secrets = secrets.stream().sorted().toList();
  }

  static ReleaseConfiguration of(AppConfig config, EnvironmentSpec environment) {
    SequencedMap<VariableName, Template> databaseEnv =
        config.database().map(DatabaseSpec::env).orElseGet(LinkedHashMap::new);
    SequencedMap<VariableName, Template> env = new LinkedHashMap<>(databaseEnv);
    env.putAll(config.run().env());
    env.putAll(environment.env());
    return new ReleaseConfiguration(
        config.app(),
        environment.name(),
        config.run(),
        env,
        databaseEnv,
        config.database().map(DatabaseSpec::engine),
        config.migrations(),
        config.tasks(),
        config.smoke(),
        config.secretsOf(environment),
        environment.listen(),
        environment.edge(),
        environment.publicUrl(),
        environment.placement());
  }

  /** The variables of a task: those of the release, over them the task's own. */
  public SequencedMap<VariableName, Template> envOf(TaskSpec task) {
    SequencedMap<VariableName, Template> all = new LinkedHashMap<>(env);
    all.putAll(task.env());
    return all;
  }

  /**
   * The same for equal configurations, on every machine and in every version of Backline that keeps
   * {@link ConfigurationDigest#FORMAT}; the order of variables, tasks and secrets doesn't matter.
   */
  public ConfigurationDigest digest() {
    return ConfigurationDigest.of(this);
  }
}
