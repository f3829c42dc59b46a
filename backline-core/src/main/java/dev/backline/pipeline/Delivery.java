package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.BackupId;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.MigrationSpec;
import dev.backline.config.ReleaseConfiguration;
import dev.backline.config.SecretName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.migrate.MigrationTool;
import dev.backline.database.migrate.Migrator;
import dev.backline.edge.Edge;
import dev.backline.edge.EdgeStatus;
import dev.backline.failure.Failure;
import dev.backline.host.Fence;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.run.StepContext;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One run's view of one environment: what its steps read from the journaled facts and the parts
 * they work with. Holds no state of its own, so that a run resumed by another process sees the
 * same.
 */
final class Delivery {

  static final Duration SERVER_START = Duration.ofSeconds(30);
  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);

  private final Parts parts;
  private final AppName app;
  private final EnvironmentName environment;

  Delivery(Parts parts, LeaseScope scope) {
    this.parts = parts;
    this.app = new AppName(scope.app());
    this.environment = new EnvironmentName(scope.environment());
  }

  Parts parts() {
    return parts;
  }

  AppName app() {
    return app;
  }

  EnvironmentName environment() {
    return environment;
  }

  CommitId commit(StepContext context) {
    return new CommitId(context.get(DeliveryFacts.COMMIT));
  }

  AppRepository repository() {
    return parts.repositories().open(app);
  }

  /** The configuration at the commit being delivered. */
  AppConfig config(StepContext context) {
    return config(commit(context));
  }

  AppConfig config(CommitId commit) {
    return parts.configurations().at(app, commit);
  }

  /** The configuration of the app's release that went live last, in whichever environment. */
  AppConfig newestConfig() {
    return config(
        parts
            .history()
            .newest(app)
            .orElseThrow(() ->
                Failure.refused(
                        "promoting to " + environment,
                        "no release of " + app + " serves anywhere yet",
                        "deploy one first: push, or backline deploy ENV")
                    .toException())
            .candidate()
            .commit());
  }

  /** The environment as declared at the commit being delivered. */
  EnvironmentSpec spec(StepContext context) {
    return spec(config(context));
  }

  EnvironmentSpec spec(AppConfig config) {
    return config
        .environment(environment)
        .orElseThrow(() ->
            Failure.usage(
                    "delivering " + app + " to " + environment,
                    "backline.yml at this commit declares no environment '"
                        + environment
                        + "', only "
                        + config.environments().keySet(),
                    "name one of these, or declare it")
                .toException());
  }

  ReleaseConfiguration configuration(StepContext context) {
    return config(context).releaseIn(spec(context));
  }

  /** The release as the history keeps it. */
  ReleaseRef release(StepContext context) {
    return new ReleaseRef(
        context.get(DeliveryFacts.DIGEST),
        context.get(DeliveryFacts.VERSION),
        context.get(DeliveryFacts.CONFIGURATION));
  }

  /** The release as it runs: another one as soon as a secret or the database's password changes. */
  ReleaseRef running(StepContext context) throws InterruptedException {
    return new ReleaseRef(
        context.get(DeliveryFacts.DIGEST),
        context.get(DeliveryFacts.VERSION),
        new RunningConfiguration(parts.data())
            .of(context.get(DeliveryFacts.CONFIGURATION), values(context).confidential()));
  }

  /** The release that served before this run. */
  Optional<Release> releaseBefore(StepContext context) {
    return context
        .facts()
        .find(DeliveryFacts.RUN_BEFORE)
        .flatMap(run -> parts.history().byRun(app, environment, new RunId(run)));
  }

  /** Where the environment lives according to the commit being delivered. */
  EnvironmentPlace place(StepContext context) {
    return place(config(context));
  }

  EnvironmentPlace place(AppConfig config) {
    return parts.environments().at(app, environment, spec(config).placement(), config.registry());
  }

  ReleaseRuntime runtime(StepContext context) {
    return place(context).runtime();
  }

  Edge edge(StepContext context) {
    return place(context).edge();
  }

  Slot slot(StepContext context) {
    return context.get(DeliveryFacts.SLOT);
  }

  static Fence fence(StepContext context) {
    return new Fence(context.token().value());
  }

  /**
   * The environment's database as this machine reaches it, made and started where it is not there
   * yet; empty if the app has none.
   */
  Optional<DatabaseAccess> database(AppConfig config) throws InterruptedException {
    return config.database().isEmpty() ? Optional.empty() : Optional.of(server(config).ensure());
  }

  /** The same as the app reaches it. */
  Optional<DatabaseAccess> databaseForApp(AppConfig config) throws InterruptedException {
    if (config.database().isEmpty()) {
      return Optional.empty();
    }
    RunningServer server = server(config);
    return Optional.of(server.forApp(server.ensure()));
  }

  /** The server that holds the environment's database, started if it does not run. */
  RunningServer server(AppConfig config) throws InterruptedException {
    return place(config).server(SERVER_START);
  }

  /** This machine as a place, for proofs that have none on the environment's server. */
  EnvironmentPlace here() {
    return parts.environments().here(app, environment);
  }

  /** What fills the placeholders of the release being delivered. */
  ReleaseValues values(StepContext context) throws InterruptedException {
    AppConfig config = config(context);
    ReleaseValues values =
        new ReleaseValues(
            config,
            spec(config),
            context.get(DeliveryFacts.VERSION),
            commit(context),
            databaseForApp(config),
            secrets(config));
    values.confidential().forEach(context::conceal);
    return values;
  }

  /** The same on another database. */
  ReleaseValues values(StepContext context, DatabaseAccess database) {
    AppConfig config = config(context);
    return new ReleaseValues(
        config,
        spec(config),
        context.get(DeliveryFacts.VERSION),
        commit(context),
        Optional.of(database),
        secrets(config));
  }

  /** What fills those of a release of the past, with the secrets of today. */
  ReleaseValues values(Release release) throws InterruptedException {
    return values(release, databaseForApp(config(release.candidate().commit())));
  }

  ReleaseValues values(Release release, DatabaseAccess database) {
    return values(release, Optional.of(database));
  }

  private ReleaseValues values(Release release, Optional<DatabaseAccess> database) {
    AppConfig config = config(release.candidate().commit());
    return new ReleaseValues(
        config,
        spec(config),
        release.label(),
        release.candidate().commit(),
        database,
        secrets(config));
  }

  private Map<SecretName, Secret> secrets(AppConfig config) {
    return parts.secrets().of(app, environment).require(config.secretsOf(spec(config)));
  }

  /** Whether users may have been sent to the new release: the switch was at least begun. */
  boolean mayHaveServed(StepContext context) {
    return parts.journal().entries(context.run()).stream()
        .anyMatch(recorded ->
            recorded.entry() instanceof JournalEntry.StepIntended(StepName step)
                && step.equals(SwitchEdgeStep.NAME));
  }

  /** Whether the run is to be rehearsed, once its pending migrations are known. */
  boolean rehearses(StepContext context) {
    long pending = context.facts().find(DeliveryFacts.PENDING).orElse(0L);
    return switch (spec(context).rehearse()) {
      case ALWAYS -> true;
      case WITH_MIGRATIONS -> pending > 0;
      case NEVER -> false;
    };
  }

  /** Tells the run what has come to light in the place that it works in. */
  void tellWhatWasNoticed(StepContext context) {
    place(context).noticed().forEach(context::say);
  }

  /** How a release of the past is started again, with the secrets of today. */
  Launch launch(Release release) throws InterruptedException {
    ReleaseValues values = values(release);
    ReleaseRef recorded = release.candidate().ref();
    ReleaseRef running =
        new ReleaseRef(
            recorded.digest(),
            recorded.label(),
            new RunningConfiguration(parts.data())
                .of(recorded.configuration(), values.confidential()));
    return new Launch(running, values::serve, values.config().run().limits());
  }

  /**
   * An undo must not take away from under users what they are sent to: if switching back failed,
   * the new release goes on serving until a person decides.
   *
   * @throws dev.backline.failure.BacklineException with {@code NEEDS_PERSON} if requests go to the
   *     run's slot
   */
  void requireNotServing(StepContext context, String tried) throws InterruptedException {
    Slot slot = slot(context);
    boolean serves =
        switch (edge(context).current()) {
          case EdgeStatus.Up up -> up.route().filter(to -> to.slot() == slot).isPresent();
          case EdgeStatus.Down down ->
              down.wanted() && down.route().filter(to -> to.slot() == slot).isPresent();
        };
    if (serves) {
      throw Failure.needsPerson(
              tried,
              "requests still go to slot " + slot + ", because they could not be switched back",
              "see why in this run's output; then deploy again, or: backline rollback "
                  + environment)
          .toException();
    }
  }

  /** A backup of the environment by its name. */
  Backup backup(String id) {
    return parts.backups().open(app, environment, new BackupId(id));
  }

  /** The digest of the database's schema; empty if the app has no database. */
  Optional<String> fingerprint(AppConfig config) throws InterruptedException {
    if (config.database().isEmpty()) {
      return Optional.empty();
    }
    RunningServer server = server(config);
    return Optional.of(SchemaReader.read(server.admin(server.live()), STATEMENT_LIMIT).digest());
  }

  /** Says whether an undo has brought the schema back to what it was. */
  void tellSchemaDifference(StepContext context) throws InterruptedException {
    Optional<String> now = fingerprint(config(context));
    context.say(
        context.facts().find(DeliveryFacts.FINGERPRINT_BEFORE).equals(now)
            ? "the schema is as before"
            : "the schema is NOT as before: a migration's way down does not undo all of its way"
                + " up");
  }

  /** The migrations of the release in that slot, if the app has any. */
  Optional<Migrator> migrator(
      StepContext context, AppConfig config, Slot slot, ReleaseValues values)
      throws InterruptedException {
    Optional<MigrationSpec> migrations = config.migrations();
    Optional<DatabaseAccess> database = database(config);
    if (migrations.isEmpty() || database.isEmpty()) {
      return Optional.empty();
    }
    MigrationTool tool =
        new MigrationTool(
            migrations.get(), java.nio.file.Path.of("."), values.migrationEnvironment());
    return Optional.of(
        new Migrator(
            new SlotHost(place(config).runtime(), slot, fence(context)),
            tool,
            database.get(),
            new Masker(values.confidential())));
  }
}
