package dev.backline.pipeline;

import dev.backline.artifact.ArtifactCatalogue;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactStore;
import dev.backline.artifact.ArtifactTag;
import dev.backline.artifact.ArtifactTags;
import dev.backline.artifact.Builder;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.StoredArtifact;
import dev.backline.artifact.image.ImageStore;
import dev.backline.backup.BackupCatalogue;
import dev.backline.backup.BackupStore;
import dev.backline.backup.PostgresTools;
import dev.backline.check.CheckResults;
import dev.backline.check.Checks;
import dev.backline.config.AppName;
import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.SecretName;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.DatabaseServer;
import dev.backline.database.FileDatabasePasswords;
import dev.backline.database.RunningServer;
import dev.backline.database.cluster.LocalCluster;
import dev.backline.database.cluster.LocalDatabaseServer;
import dev.backline.edge.Edge;
import dev.backline.edge.FakeEdge;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.host.local.LocalHost;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.FencingToken;
import dev.backline.lease.LeaseScope;
import dev.backline.proof.ProofStore;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.release.Candidate;
import dev.backline.release.Release;
import dev.backline.release.ReleaseHistory;
import dev.backline.release.Version;
import dev.backline.run.MaskedOutput;
import dev.backline.run.OutputLine;
import dev.backline.run.OutputLog;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.run.Runs;
import dev.backline.run.StepContext;
import dev.backline.run.jdbc.JdbcOutputLog;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.runtime.FakeRuntime;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ProjectOnHost;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import dev.backline.secret.age.AgeSecretStore;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import dev.backline.source.InputHasher;
import dev.backline.source.PushRules;
import dev.backline.source.Repositories;
import dev.backline.source.TestRepository;
import dev.backline.source.ToolVersions;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * An app without a database, its repository and state real, its runtime and edge in memory: for
 * tests of single steps.
 */
final class PipelineFixture {

  static final AppName APP = new AppName("tiny");
  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");

  static final String CONFIG =
      """
      app: tiny
      build: {command: make, inputs: ['src/**']}
      artifact: {bundle: {from: .}}
      run: {command: ./tiny, env: {KEY: '${secret.KEY}'}}
      secrets: [KEY]
      environments:
        dev: {follows: main, listen: '127.0.0.1:18080'}
        prod: {from: dev, listen: '127.0.0.1:18090', versions: {start: v0.1.0-alpha}}
        lone: {listen: '127.0.0.1:18095'}
      """;

  final FakeRuntime runtime = new FakeRuntime();
  final FakeEdge edge = new FakeEdge();
  final List<String> said = new CopyOnWriteArrayList<>();

  /** Where images of every environment lie. */
  final List<ImagePlace> imagePlaces = new ArrayList<>();

  /** What is wrong with what runs beside the releases of every environment. */
  final List<String> troubles = new ArrayList<>();

  /** What looking at the place of every environment shows. */
  final List<PlaceFinding> findings = new ArrayList<>();

  /** What the tags of the registry of every environment name. */
  final Map<String, ArtifactDigest> registry = new HashMap<>();

  boolean registryIsAway;

  /** What commits of the app declare. */
  String config = CONFIG;

  /** Bytes that the machine has for releases. */
  long memory = Long.MAX_VALUE;

  final TestClock clock = new TestClock();
  final TestRepository work;
  final Parts parts;
  private final Runs runs;
  private final Path bare;

  PipelineFixture(Path directory) throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    DataSource state = StateFile.openDataSource(data);
    Sql sql = new Sql(state);
    Host host = new LocalHost();
    Repositories repositories = new Repositories(data);
    ArtifactStore artifacts = new ArtifactStore(data.artifacts(), DiskReserve.ofBytes(0), clock);
    LocalCluster cluster = new LocalCluster(data, host);
    DatabasePasswords passwords = new FileDatabasePasswords(data.secrets().resolve("databases"));
    runs = new JdbcRuns(sql, clock);
    parts =
        new Parts(
            data,
            clock,
            runs,
            new JdbcJournal(sql, clock),
            repositories,
            new Configurations(repositories),
            new InputHasher(new ToolVersions(host)),
            new Checks(host, clock),
            new CheckResults(state),
            new Builder(host, artifacts, PipelineFixture::noImages),
            artifacts,
            new ImageStore(data.artifacts().resolve("images"), DiskReserve.ofBytes(0), clock),
            new ArtifactCatalogue(state),
            new ArtifactTags(state, clock),
            new ReleaseHistory(sql, clock),
            new AgeSecretStore(data),
            host,
            new BackupStore(data, new BackupCatalogue(sql)),
            new ProofStore(sql),
            cluster,
            passwords,
            environments(cluster, passwords),
            () -> memory,
            new JdbcOutputLog(sql, clock));
    repositories.openOrCreate(APP, PushRules.APPEND_ONLY).close();
    bare = repositories.directory(APP);
    work = new TestRepository(directory.resolve("work"));
    for (EnvironmentName environment : List.of(DEV, PROD)) {
      secret(environment, "as it was");
    }
  }

  void secret(EnvironmentName environment, String value) {
    parts.secrets().of(APP, environment).set(new SecretName("KEY"), Secret.of(value));
  }

  private EnvironmentParts environments(LocalCluster cluster, DatabasePasswords passwords) {
    return (app, environment, placement, registry) ->
        place(new LocalDatabaseServer(cluster, passwords, DatabaseName.of(app, environment)));
  }

  private EnvironmentPlace place(DatabaseServer server) {
    return new EnvironmentPlace() {
      @Override
      public ReleaseRuntime runtime() {
        return runtime;
      }

      @Override
      public Edge edge() {
        return edge;
      }

      @Override
      public RehearsalPlace rehearsals() {
        throw new AssertionError("nothing is rehearsed here");
      }

      @Override
      public RunningServer server(Duration limit) throws InterruptedException {
        return server.start(limit);
      }

      @Override
      public PostgresTools tools() {
        throw new AssertionError("nothing is backed up here");
      }

      @Override
      public List<PlaceFinding> examine(DeliveryNeed need) {
        return findings;
      }

      @Override
      public DatabaseAccess database(Duration limit) {
        throw new AssertionError("nobody looks into it here");
      }

      @Override
      public CommandResult exec(
          Optional<HostName> host,
          Slot slot,
          Argv command,
          PortVariables release,
          Duration limit,
          CommandOutput output) {
        throw new AssertionError("nobody runs anything here");
      }

      @Override
      public List<ProjectOnHost> projects() {
        return List.of();
      }

      @Override
      public void claim() {}

      @Override
      public ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output) {
        return new ReleaseContent.Bundle(into -> {});
      }

      @Override
      public void tag(ArtifactDigest artifact, List<ArtifactTag> tags, CommandOutput output) {
        if (registryIsAway) {
          throw Failure.unavailable("pushing", "nobody answers", "try again").toException();
        }
        tags.forEach(tag -> registry.put(tag.value(), artifact));
      }

      @Override
      public List<ImagePlace> imagePlaces() {
        return imagePlaces;
      }

      @Override
      public void startBeside(
          List<BesideSpec.Accessory> accessories,
          Map<TaskName, BesideSpec.Task> tasks,
          Optional<Slot> serving,
          Fence fence) {}

      @Override
      public void addBeside(List<BesideSpec.Accessory> accessories, Fence fence) {}

      @Override
      public List<String> troublesBeside(
          SequencedCollection<ServiceName> services, Set<ServiceName> fresh) {
        return troubles;
      }

      @Override
      public void stopBeside(List<ServiceName> services, Duration grace, Fence fence) {}

      @Override
      public List<String> noticed() {
        return List.of();
      }

      @Override
      public List<Opening> open(int port) {
        return List.of(Opening.here(port));
      }
    };
  }

  /** A commit of the app that is in the repository, with a change that the artifact is made of. */
  CommitId commit(String source) throws Exception {
    work.write("backline.yml", config).write("src/main.c", source);
    CommitId commit = work.commit("Change the source");
    work.push(bare, "main");
    return commit;
  }

  Delivery delivery(EnvironmentName environment) {
    return new Delivery(parts, scope(environment));
  }

  StepContext context(EnvironmentName environment, RunId run, Facts facts) {
    return new StepContext(
        run,
        scope(environment),
        new FencingToken(1),
        facts,
        new MaskedOutput(run, Optional.empty(), new Saying(), Masker.none()));
  }

  StepContext context(EnvironmentName environment, Facts facts) {
    return context(environment, run(environment), facts);
  }

  RunId run(EnvironmentName environment) {
    RunRequest request =
        new RunRequest(RunKind.DEPLOY, scope(environment), Map.of(), "a test", Optional.empty());
    return runs.submit(request).id();
  }

  /** Records a release as live. */
  Release live(EnvironmentName environment, CommitId commit, ReleaseRef ref, Slot slot) {
    Candidate candidate =
        new Candidate(
            APP,
            environment,
            Version.read(ref.label()),
            ref,
            commit,
            List.of(),
            Optional.empty(),
            run(environment));
    return parts.history().goLive(candidate, slot);
  }

  /** As {@link #live}, and the release runs in the slot. */
  Release serving(EnvironmentName environment, CommitId commit, ReleaseRef ref, Slot slot)
      throws InterruptedException {
    Release release = live(environment, commit, ref, slot);
    runtime.prepare(slot, ref.digest(), new ReleaseContent.Bundle(files -> {}), new Fence(1));
    runtime.start(slot, delivery(environment).launch(release), new Fence(1));
    return release;
  }

  /** The digest of the configuration that releases of the commit run with. */
  String configuration(EnvironmentName environment, CommitId commit) {
    Delivery delivery = delivery(environment);
    return delivery.config(commit).releaseIn(delivery.spec(delivery.config(commit))).digest().hex();
  }

  private static LeaseScope scope(EnvironmentName environment) {
    return new LeaseScope(APP.value(), environment.value());
  }

  private final class Saying implements OutputLog {
    @Override
    public void append(RunId run, Optional<StepName> step, String line) {
      said.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public List<OutputLine> read(RunId run, long afterSeq, int most) {
      return List.of();
    }

    @Override
    public int keepNewest(LeaseScope scope, int most) {
      return 0;
    }
  }

  private static StoredArtifact noImages(
      Checkout checkout, ArtifactSpec.Image image, CommandOutput output) {
    throw new AssertionError("no image is built here");
  }
}
