package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Everything that a {@code backline.yml} declares. What holds across its parts (names that are
 * referred to exist, ports are used once, …) has been checked when it comes from {@code
 * dev.backline.config.parse}.
 *
 * @param registry empty if images go to the hosts straight from here
 * @param migrations empty if the app has no schema of its own to migrate
 * @param secrets names that every environment must have a value for
 * @param environments in the order of the file; not empty
 */
public record AppConfig(
    AppName app,
    BuildSpec build,
    ArtifactSpec artifact,
    Optional<RegistrySpec> registry,
    List<CheckSpec> checks,
    RunSpec run,
    Optional<DatabaseSpec> database,
    Optional<MigrationSpec> migrations,
    SequencedMap<TaskName, TaskSpec> tasks,
    List<SmokeTest> smoke,
    List<SecretName> secrets,
    SequencedMap<EnvironmentName, EnvironmentSpec> environments) {

  public AppConfig {
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(artifact, "artifact");
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(migrations, "migrations");
    checks = List.copyOf(checks);
    tasks = Checked.ordered(tasks);
    smoke = List.copyOf(smoke);
    secrets = List.copyOf(secrets);
    environments = Checked.ordered(environments);
    Checked.that(!environments.isEmpty(), "environments is empty: there is nowhere to deploy to");
  }

  public Optional<EnvironmentSpec> environment(EnvironmentName name) {
    return Optional.ofNullable(environments.get(name));
  }

  /** The environments that a push to a branch is deployed to, in the order of the file. */
  public List<EnvironmentSpec> deployedByPushTo(BranchName branch) {
    return environments.values().stream()
        .filter(environment -> environment.deploy() == DeployTrigger.PUSH)
        .filter(environment -> environment.follows().equals(Optional.of(branch)))
        .toList();
  }

  /** The names that an environment must have a value for, each once. */
  public List<SecretName> secretsOf(EnvironmentSpec environment) {
    return Stream.concat(secrets.stream(), environment.secrets().stream()).distinct().toList();
  }

  /** What a release runs with in an environment. */
  public ReleaseConfiguration releaseIn(EnvironmentSpec environment) {
    return ReleaseConfiguration.of(this, environment);
  }
}
