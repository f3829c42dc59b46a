package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.MigrationSpec;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.catalogue.NotNullCheck;
import dev.backline.database.catalogue.NotNullChecks;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.catalogue.SchemaScope;
import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;
import dev.backline.database.catalogue.TableSizes;
import dev.backline.database.lint.Lint;
import dev.backline.database.lint.LintLimits;
import dev.backline.database.lint.LintReport;
import dev.backline.database.migrate.MigrationId;
import dev.backline.database.migrate.MigrationResult;
import dev.backline.database.migrate.MigrationStatus;
import dev.backline.database.migrate.MigrationTables;
import dev.backline.database.migrate.MigrationTool;
import dev.backline.database.migrate.Migrator;
import dev.backline.database.trace.ProxyTrace;
import dev.backline.database.trace.StatementTrace;
import dev.backline.database.trace.TracedStatement;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.pipeline.RehearsalPlace.CommandWay;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.ProofPart;
import dev.backline.proof.ProvenStatement;
import dev.backline.run.StepContext;
import dev.backline.secret.Masker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The new release's migrations on the copy: up, watched statement by statement, and down again. */
final class RehearsedMigrations {

  private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);
  private static final int MOST_DIFFERENCES = 3;

  private final Delivery delivery;
  private final StepContext context;
  private final RehearsalPlace place;
  private final DatabaseAccess here;
  private final DatabaseAccess admin;
  private final List<TracedStatement> traced = new ArrayList<>();
  private @Nullable SchemaFingerprint before;
  private @Nullable MigrationStatus applied;
  private Map<TableName, TableSize> sizes = Map.of();
  private List<NotNullCheck> checks = List.of();

  RehearsedMigrations(
      Delivery delivery,
      StepContext context,
      RehearsalPlace place,
      DatabaseAccess here,
      DatabaseAccess admin) {
    this.delivery = delivery;
    this.context = context;
    this.place = place;
    this.here = here;
    this.admin = admin;
  }

  List<ProvenStatement> statements() {
    return traced.stream().map(ProvenStatement::of).toList();
  }

  ProofPart up() throws InterruptedException {
    long start = System.nanoTime();
    before = schema();
    // Of the copy, which is as big and has just been analysed.
    sizes = TableSizes.read(admin, STATEMENT_LIMIT);
    checks = NotNullChecks.read(admin, STATEMENT_LIMIT);
    try (StatementTrace trace = ProxyTrace.open(admin);
        CommandWay way = place.forCommands(trace.through(here))) {
      Optional<Migrator> migrator = migrator(way.access());
      if (migrator.isEmpty()) {
        return part(PartName.MIGRATE_UP, Outcome.NOT_DONE, "the app declares no migrations", start);
      }
      MigrationResult result = migrator.get().up(context.commandOutput());
      Masker masker = new Masker(delivery.values(context, here).confidential());
      trace.statements().forEach(one -> traced.add(masked(one, masker)));
      return switch (result) {
        case MigrationResult.Done done -> {
          applied = done.now();
          yield part(PartName.MIGRATE_UP, Outcome.PASSED, "applied " + done.changed(), start);
        }
        case MigrationResult.Failed failed ->
            part(PartName.MIGRATE_UP, Outcome.FAILED, told(failed.failure()), start);
      };
    }
  }

  /** A migration may write down what it was told in confidence. */
  private static TracedStatement masked(TracedStatement one, Masker masker) {
    return new TracedStatement(
        one.connection(),
        masker.mask(one.sql()),
        one.inTransaction(),
        one.took(),
        one.rows(),
        one.locks(),
        one.rewritten(),
        one.failure().map(masker::mask));
  }

  /** With the statement that failed, if one did. */
  private String told(Failure failure) {
    Optional<ProvenStatement> broken =
        statements().reversed().stream().filter(one -> !one.failure().isEmpty()).findFirst();
    return broken.map(one -> one.failure() + " in: " + one.sql()).orElse(failure.why());
  }

  /** What the migrations did, judged by how big the tables are. Production sets a lock timeout. */
  LintReport lint() {
    return Lint.judge(traced, sizes, checks, LintLimits.standard().withLockTimeout(), List.of());
  }

  ProofPart down() throws InterruptedException {
    long start = System.nanoTime();
    Optional<String> target = context.facts().find(DeliveryFacts.SCHEMA_BEFORE);
    if (delivery.config(context).migrations().isEmpty() || target.isEmpty()) {
      return part(PartName.MIGRATE_DOWN, Outcome.NOT_DONE, "the app declares no migrations", start);
    }
    if (target.get().equals(ReadSchemaStep.NO_MIGRATION)) {
      return part(PartName.MIGRATE_DOWN, Outcome.NOT_DONE, "there was no schema before", start);
    }
    Optional<MigrationId> to = ReadSchemaStep.migration(target.get());
    try (CommandWay way = place.forCommands(here)) {
      return switch (down(migrator(way.access()).orElseThrow(), to)) {
        case MigrationResult.Done done -> compared(start);
        case MigrationResult.Failed failed ->
            part(PartName.MIGRATE_DOWN, Outcome.FAILED, failed.failure().why(), start);
      };
    } catch (BacklineException e) {
      return part(PartName.MIGRATE_DOWN, Outcome.FAILED, e.failure().why(), start);
    }
  }

  private MigrationResult down(Migrator migrator, Optional<MigrationId> to)
      throws InterruptedException {
    return applied == null
        ? migrator.down(to, context.commandOutput())
        : migrator.downFrom(applied, to, context.commandOutput());
  }

  private ProofPart compared(long start) {
    List<String> differences =
        before == null ? List.of("the schema before is not known") : before.differenceTo(schema());
    return differences.isEmpty()
        ? part(PartName.MIGRATE_DOWN, Outcome.PASSED, "", start)
        : part(
            PartName.MIGRATE_DOWN,
            Outcome.FAILED,
            "the way down does not restore the schema: "
                + String.join(
                    "; ", differences.subList(0, Math.min(MOST_DIFFERENCES, differences.size()))),
            start);
  }

  private SchemaFingerprint schema() {
    return SchemaReader.read(
        admin, SchemaScope.whole().without(MigrationTables.KNOWN), STATEMENT_LIMIT);
  }

  private Optional<Migrator> migrator(DatabaseAccess way) throws InterruptedException {
    AppConfig config = delivery.config(context);
    Optional<MigrationSpec> migrations = config.migrations();
    ReleaseValues values = delivery.values(context, way);
    return migrations.map(commands ->
        new Migrator(
            new SlotHost(place.runtime(), Rehearsal.NEW, Delivery.fence(context)),
            new MigrationTool(commands, Path.of("."), values.migrationEnvironment()),
            admin,
            new Masker(values.confidential())));
  }

  private static ProofPart part(PartName name, Outcome outcome, String detail, long start) {
    return new ProofPart(name, outcome, detail, (System.nanoTime() - start) / 1_000_000);
  }
}
