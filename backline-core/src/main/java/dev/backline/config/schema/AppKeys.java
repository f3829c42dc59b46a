package dev.backline.config.schema;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.config.CheckSpec;
import dev.backline.config.DatabaseSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.MigrationSpec;
import dev.backline.config.RegistrySpec;
import dev.backline.config.RunSpec;
import dev.backline.config.SecretName;
import dev.backline.config.SmokeTest;
import dev.backline.config.TaskName;
import dev.backline.config.TaskSpec;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The whole {@code backline.yml}. */
public final class AppKeys {

  private static final Key<AppName> APP =
      Key.required("app", Forms.APP_NAME, "What the app is called.");
  private static final Key<BuildSpec> BUILD =
      Key.required(
          "build", BuildKeys.BUILD, "How the artifact is built, once for all environments.");
  private static final Key<ArtifactSpec> ARTIFACT =
      Key.required(
          "artifact", BuildKeys.ARTIFACT, "What of the build's result is kept and deployed.");
  private static final Key<Optional<RegistrySpec>> REGISTRY =
      Key.optional(
          "registry",
          RegistryKeys.REGISTRY,
          "Where images go on their way to the hosts. Left out, they go there straight from"
              + " Backline, over SSH.");
  private static final Key<List<CheckSpec>> CHECKS =
      Key.listOrEmpty(
          "checks", BuildKeys.CHECKS, "Commands that have to succeed before a commit is deployed.");
  private static final Key<RunSpec> RUN =
      Key.required("run", RunKeys.RUN, "How a release is started, judged healthy and stopped.");
  private static final Key<Optional<DatabaseSpec>> DATABASE =
      Key.optional(
          "database", DatabaseKeys.DATABASE, "The app's database, one for each environment.");
  private static final Key<Optional<MigrationSpec>> MIGRATIONS =
      Key.optional(
          "migrations",
          DatabaseKeys.MIGRATIONS,
          "The app's own commands for its schema, run in the bundle's directory.");
  private static final Key<SequencedMap<TaskName, TaskSpec>> TASKS =
      Key.orEmpty(
          "tasks",
          DatabaseKeys.TASKS,
          "One-off commands with a release's files and variables, by name.");
  private static final Key<List<SmokeTest>> SMOKE =
      Key.listOrEmpty(
          "smoke",
          SmokeKeys.SMOKE,
          "What has to work right after a deployment; if it doesn't, the deployment is undone.");
  private static final Key<List<SecretName>> SECRETS =
      Key.listOrEmpty(
          "secrets",
          Forms.SECRET_NAMES,
          "Names of secrets. Each environment has its own values, kept outside this file.");
  private static final Key<SequencedMap<EnvironmentName, EnvironmentSpec>> ENVIRONMENTS =
      Key.required(
          "environments",
          EnvironmentKeys.ENVIRONMENTS,
          "The places that the app runs in, by name.");

  public static final Shape<AppConfig> APP_CONFIG =
      new Shape<>(
          "backline.yml",
          List.of(
              APP,
              BUILD,
              ARTIFACT,
              REGISTRY,
              CHECKS,
              RUN,
              DATABASE,
              MIGRATIONS,
              TASKS,
              SMOKE,
              SECRETS,
              ENVIRONMENTS),
          v ->
              new AppConfig(
                  v.get(APP),
                  v.get(BUILD),
                  v.get(ARTIFACT),
                  v.get(REGISTRY),
                  v.get(CHECKS),
                  v.get(RUN),
                  v.get(DATABASE),
                  v.get(MIGRATIONS),
                  v.get(TASKS),
                  v.get(SMOKE),
                  v.get(SECRETS),
                  v.get(ENVIRONMENTS)));

  private AppKeys() {}
}
