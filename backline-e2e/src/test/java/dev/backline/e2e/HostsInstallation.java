package dev.backline.e2e;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.backline.Backline;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.image.Descriptor;
import dev.backline.artifact.image.ImageManifest;
import dev.backline.artifact.image.ImageStore;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.runtime.Slot;
import dev.backline.secret.Secret;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.source.PushRules;
import dev.backline.state.DataDirectory;
import dev.backline.testing.BaseImage;
import dev.backline.testing.Debian;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestHosts;
import dev.backline.testing.TestRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An app on whole hosts, with nginx and Compose; no registry but the one that the base image comes
 * from.
 */
final class HostsInstallation implements AutoCloseable {

  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AppName app;
  private final DataDirectory data;
  private final Path repository;
  private final TestHosts hosts;
  private final TestRegistry registry;
  private final Backline backline;
  private @Nullable TinyApp tiny;

  private HostsInstallation(Path root, AppName app, List<Debian> debians) throws Exception {
    this.app = app;
    this.data = new DataDirectory(root.resolve("data"));
    this.repository = root.resolve("app");
    this.registry = TestRegistry.on("127.0.0.1").start();
    this.hosts = TestHosts.start(debians);
    this.backline = Backline.open(data, InstantSource.system());
    publishBaseImage();
    for (TestHost host : hosts.all()) {
      trust(host, host.hostKey());
    }
  }

  /** Music Graph: one host for dev and two for production, a database on the first of each. */
  static HostsInstallation in(Path root) throws Exception {
    HostsInstallation made =
        new HostsInstallation(root, new AppName("music-graph"), HostsKinds.devAndProduction());
    made.hosts().forEach(made::makeReady);
    HostsKinds.equip(made.devHost(), made.prodHost(1), made.prodHost(2));
    made.writeMusicGraph(made.declaration()::musicGraph);
    return made;
  }

  /** Music Graph for one bare host, web1, which is to be provisioned first. */
  static HostsInstallation ofBareHost(Path root) throws Exception {
    HostsInstallation made =
        new HostsInstallation(root, new AppName("music-graph"), List.of(Debian.BARE));
    made.writeMusicGraph(made.declaration()::musicGraphAlone);
    return made;
  }

  private void writeMusicGraph(UnaryOperator<String> declaration) throws IOException {
    MusicGraphFiles.copy(repository, declaration);
    GitFolder.in(repository).commit("Music Graph");
    for (EnvironmentName environment : List.of(DEV, PROD)) {
      backline
          .parts()
          .secrets()
          .of(app, environment)
          .set(new SecretName("ADMIN_PASSWORD"), Secret.of("a long enough password"));
    }
  }

  /** What {@code backline provision} does on a bare host. */
  private void makeReady(TestHost host) {
    host.run("usermod", "--append", "--groups", "docker", hosts.user());
    host.run("mkdir", "-p", "/opt/backline");
    host.run("chown", hosts.user(), "/opt/backline");
  }

  /** The tiny app without a database, on that many production hosts: web1, web2 and so on. */
  static HostsInstallation ofTinyApp(Path root, int hosts) throws Exception {
    HostsInstallation made =
        new HostsInstallation(root, new AppName(TinyApp.NAME), HostsKinds.production(hosts));
    made.hosts().forEach(made::makeReady);
    made.tiny = TinyApp.in(made.repository, 1, 1).write("backline.yml", made.declaration().tiny());
    made.tiny.commit("Run it on a host");
    return made;
  }

  Backline backline() {
    return backline;
  }

  /** What {@link #ofTinyApp} delivers. */
  TinyApp tiny() {
    return Objects.requireNonNull(tiny);
  }

  /** All of them, in their order. */
  List<TestHost> hosts() {
    return hosts.all();
  }

  /** By which the hosts reach this machine. */
  String machine() {
    return hosts.machine();
  }

  TestHost devHost() {
    return hosts.host(1);
  }

  TestHost prodHost(int number) {
    return hosts.host(1 + number);
  }

  String urlOf(TestHost host) {
    return "http://" + host.address() + ":8080";
  }

  /** The command line in a process of its own, to its end. */
  Programs.Ended backline(String... words) {
    return backline(Map.of(), words);
  }

  Programs.Ended backline(Map<String, String> variables, String... words) {
    return Programs.run(repository, variables, commandLine(data, words));
  }

  /** The same command line for somebody else, with a data directory of his own. */
  Programs.Ended anotherBackline(Path root, String... words) throws IOException {
    DataDirectory other = new DataDirectory(root);
    Files.createDirectories(other.knownHosts().getParent());
    Files.copy(data.knownHosts(), other.knownHosts(), StandardCopyOption.REPLACE_EXISTING);
    return Programs.run(repository, Map.of(), commandLine(other, words));
  }

  /** The command line in a process of its own, which goes on. */
  Process start(Path output, String... words) throws IOException {
    return new ProcessBuilder(commandLine(data, words))
        .directory(repository.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static List<String> commandLine(DataDirectory data, String... words) {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.backline.cli.Main",
            "--data",
            data.root().toString());
    return Stream.concat(java.stream(), Stream.of(words)).toList();
  }

  /** Adds a file to the app, to be committed with the next change. */
  void write(String file, String text) throws IOException {
    Files.writeString(repository.resolve(file), text);
  }

  /** Replaces something in a file of the app, and commits it. */
  void change(String file, String from, String to) throws IOException {
    Path path = repository.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new AssertionError(file + " has no " + from);
    }
    Files.writeString(path, text.replace(from, to));
    new GitFolder(repository).commit("Change " + file);
  }

  RunRecord deploy() throws InterruptedException {
    return deploy(DEV);
  }

  RunRecord deploy(EnvironmentName environment) throws InterruptedException {
    return deploy(environment, id -> {});
  }

  RunRecord deploy(EnvironmentName environment, Consumer<RunId> beside)
      throws InterruptedException {
    try (AppRepository into =
        backline.parts().repositories().openOrCreate(app, PushRules.APPEND_ONLY)) {
      CommitId commit = into.fetchFrom(repository, "main");
      return run(RunKind.DEPLOY, environment, Map.of("commit", commit.value()), beside);
    }
  }

  RunRecord promote() throws InterruptedException {
    return run(RunKind.PROMOTE, PROD, Map.of());
  }

  RunRecord run(RunKind kind, EnvironmentName environment, Map<String, String> parameters)
      throws InterruptedException {
    return run(kind, environment, parameters, id -> {});
  }

  /** What is begun once the run is known may go on beside it. */
  RunRecord run(
      RunKind kind,
      EnvironmentName environment,
      Map<String, String> parameters,
      Consumer<RunId> beside)
      throws InterruptedException {
    LeaseScope scope = new LeaseScope(app.value(), environment.value());
    RunId id =
        backline
            .runs()
            .submit(new RunRequest(kind, scope, parameters, "tester", Optional.empty()))
            .id();
    beside.accept(id);
    backline.worker().workOff(scope);
    RunRecord run = backline.runs().find(id).orElseThrow();
    if (!run.status().ended()) {
      throw new AssertionError("not worked off: " + story(run));
    }
    return run;
  }

  String story(RunRecord run) {
    return run.status()
        + " "
        + run.failure()
        + "\n"
        + String.join(
            "\n",
            backline.output().read(run.id(), 0, 10_000).stream()
                .map(line -> line.step() + " | " + line.text())
                .toList());
  }

  /** How long each step took. */
  String times(RunRecord run) {
    return backline.journal().entries(run.id()).stream()
        .map(RecordedEntry::entry)
        .filter(JournalEntry.StepDone.class::isInstance)
        .map(JournalEntry.StepDone.class::cast)
        .map(done -> done.step() + " " + done.took().toMillis() + " ms")
        .collect(Collectors.joining(", "));
  }

  RunRecord succeeded(RunRecord run) {
    if (run.status() != RunStatus.SUCCEEDED) {
      throw new AssertionError(story(run));
    }
    return run;
  }

  /** Their labels, the newest first. */
  List<String> newestReleases(int most) {
    return backline.releases().newest(app, PROD, most).stream().map(Release::label).toList();
  }

  /** Those of them, the newest first. */
  List<ArtifactDigest> newestImages(int most) {
    return backline.releases().newest(app, PROD, most).stream()
        .map(release -> new ArtifactDigest(release.candidate().ref().digest()))
        .toList();
  }

  ArtifactDigest live(EnvironmentName environment) {
    return new ArtifactDigest(
        backline.releases().current(app, environment).orElseThrow().candidate().ref().digest());
  }

  /** Where the release runs that serves. */
  Slot slot(EnvironmentName environment) {
    return backline.releases().current(app, environment).flatMap(Release::slot).orElseThrow();
  }

  /**
   * What has to travel to whoever has the first of two images and is to get the other, in bytes.
   */
  long missing(ArtifactDigest had, ArtifactDigest wanted) {
    ImageStore images = backline.parts().images();
    ImageManifest manifest = images.manifest(wanted);
    List<Descriptor> there = images.manifest(had).parts();
    return manifest.self().size()
        + manifest.parts().stream()
            .filter(part -> !there.contains(part))
            .mapToLong(Descriptor::size)
            .sum();
  }

  /** From where builds take it. */
  private void publishBaseImage() throws Exception {
    Jib.from(TarImage.at(BaseImage.archive()).named("backline/java:25"))
        .containerize(
            Containerizer.to(RegistryImage.named(base())).setAllowInsecureRegistries(true));
  }

  private String base() {
    return registry.name() + "/backline/java:25";
  }

  /** Which release of the tiny app users get there, as it tells itself; {@code ?} if none. */
  static String served(String url) {
    return get(url).flatMap(response -> response.headers().firstValue("X-Release")).orElse("?");
  }

  /** What users get there; {@code ?} if nothing. */
  static String body(String url) {
    return get(url).map(HttpResponse::body).orElse("?");
  }

  private static Optional<HttpResponse<String>> get(String url) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Optional.of(
          client.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException refused) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** From now on the host is known by this key. */
  void trust(TestHost host, String key) throws IOException {
    Path known = data.knownHosts();
    Files.createDirectories(known.getParent());
    List<String> others =
        Files.exists(known)
            ? Files.readAllLines(known).stream()
                .filter(line -> !line.startsWith(host.address() + " "))
                .toList()
            : List.of();
    Files.write(known, others);
    Files.writeString(known, host.address() + " " + key + "\n", StandardOpenOption.APPEND);
  }

  HostsDeclaration declaration() {
    return new HostsDeclaration(hosts, base());
  }

  @Override
  public void close() {
    hosts.close();
    registry.close();
  }
}
