package dev.backline.e2e;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import dev.backline.Backline;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.journal.RunId;
import dev.backline.lease.LeaseScope;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.secret.Secret;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.source.PushRules;
import dev.backline.state.DataDirectory;
import dev.backline.testing.BaseImage;
import dev.backline.testing.PostgresImage;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestHosts;
import dev.backline.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Music Graph on whole hosts: one for dev and two for production, with nginx, Compose and a
 * database in a container; no registry but the one that the base image comes from.
 */
final class HostsInstallation implements AutoCloseable {

  static final AppName APP = new AppName("music-graph");
  static final EnvironmentName DEV = new EnvironmentName("dev");
  static final EnvironmentName PROD = new EnvironmentName("prod");

  private final DataDirectory data;
  private final Path repository;
  private final TestHosts hosts;
  private final TestRegistry registry;
  private final Backline backline;

  private HostsInstallation(Path root) throws Exception {
    this.data = new DataDirectory(root.resolve("data"));
    this.repository = root.resolve("app");
    this.registry = TestRegistry.on("127.0.0.1").start();
    this.hosts = TestHosts.start(3);
    this.backline = Backline.open(data, InstantSource.system());
    publishBaseImage();
    for (TestHost host : hosts.all()) {
      PostgresImage.load(host.engine());
      host.run("usermod", "--append", "--groups", "docker", hosts.user());
      host.run("mkdir", "-p", "/opt/backline");
      host.run("chown", hosts.user(), "/opt/backline");
      trust(host);
    }
    copyApp();
    for (EnvironmentName environment : List.of(DEV, PROD)) {
      backline
          .parts()
          .secrets()
          .of(APP, environment)
          .set(new SecretName("ADMIN_PASSWORD"), Secret.of("a long enough password"));
    }
  }

  static HostsInstallation in(Path root) throws Exception {
    return new HostsInstallation(root);
  }

  Backline backline() {
    return backline;
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
    return Programs.run(repository, Map.of(), commandLine(words));
  }

  /** The command line in a process of its own, which goes on. */
  Process start(Path output, String... words) throws IOException {
    return new ProcessBuilder(commandLine(words))
        .directory(repository.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private List<String> commandLine(String... words) {
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

  /** Replaces something in a file of the app, and commits it. */
  void change(String file, String from, String to) throws IOException {
    Path path = repository.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new AssertionError(file + " has no " + from);
    }
    Files.writeString(path, text.replace(from, to));
    commit("Change " + file);
  }

  RunRecord deploy() throws InterruptedException {
    try (AppRepository into =
        backline.parts().repositories().openOrCreate(APP, PushRules.APPEND_ONLY)) {
      CommitId commit = into.fetchFrom(repository, "main");
      return run(RunKind.DEPLOY, DEV, Map.of("commit", commit.value()));
    }
  }

  RunRecord promote() throws InterruptedException {
    return run(RunKind.PROMOTE, PROD, Map.of());
  }

  RunRecord run(RunKind kind, EnvironmentName environment, Map<String, String> parameters)
      throws InterruptedException {
    LeaseScope scope = new LeaseScope(APP.value(), environment.value());
    RunId id =
        backline
            .runs()
            .submit(new RunRequest(kind, scope, parameters, "tester", Optional.empty()))
            .id();
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

  RunRecord succeeded(RunRecord run) {
    if (run.status() != RunStatus.SUCCEEDED) {
      throw new AssertionError(story(run));
    }
    return run;
  }

  ArtifactDigest live(EnvironmentName environment) {
    return new ArtifactDigest(
        backline.releases().current(APP, environment).orElseThrow().candidate().ref().digest());
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

  private void trust(TestHost host) throws IOException {
    Path known = data.knownHosts();
    Files.createDirectories(known.getParent());
    String before = Files.exists(known) ? Files.readString(known) : "";
    Files.writeString(known, before + host.address() + " " + host.hostKey() + "\n");
  }

  private void copyApp() throws IOException {
    Path from = Path.of("..", "music-graph");
    for (String part : List.of("src/main", "pom.xml", "backline.yml")) {
      try (Stream<Path> walk = Files.walk(from.resolve(part))) {
        for (Path path : walk.toList()) {
          Path copy = repository.resolve(from.relativize(path).toString());
          if (Files.isDirectory(path)) {
            Files.createDirectories(copy);
          } else {
            Files.createDirectories(copy.getParent());
            Files.copy(path, copy);
          }
        }
      }
    }
    Path file = repository.resolve("backline.yml");
    Files.writeString(file, onHosts(Files.readString(file)));
    git("init", "--quiet", "--initial-branch=main");
    commit("Music Graph");
  }

  /** The app's own declaration, its tests left out, on hosts. */
  private String onHosts(String yaml) {
    String key = hosts.key().toString();
    return yaml.substring(0, yaml.indexOf("checks:"))
            .replace(
                "  bundle: {from: target/app}",
                "  image: {jib: {from: target/app, base: '" + base() + "'}}")
        + yaml.substring(yaml.indexOf("run:"), yaml.indexOf("environments:"))
            .replace("HOST: 127.0.0.1", "HOST: 0.0.0.0")
        + """
        environments:
          dev:
            follows: main
            listen: 0.0.0.0:8080
            watch: {window: 1s}
            hosts: {dev1: %s}
            sshKey: %s
            database: {container: {image: '%s'}}
          prod:
            from: dev
            listen: 0.0.0.0:8080
            watch: {window: 1s}
            versions: {start: v0.1.0-alpha}
            hosts: {web1: %s, web2: %s}
            sshKey: %s
            database: {container: {image: '%s', listen: %s}}
        """
            .formatted(
                login(devHost()),
                key,
                PostgresImage.NAME,
                login(prodHost(1)),
                login(prodHost(2)),
                key,
                PostgresImage.NAME,
                prodHost(1).address());
  }

  private String login(TestHost host) {
    return hosts.user() + "@" + host.address();
  }

  private void commit(String subject) {
    git("add", "--all");
    git("-c", "user.name=Tester", "-c", "user.email=tester@example.test", "commit", "-qm", subject);
  }

  private void git(String... words) {
    List<String> argv = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    Programs.Ended ended = Programs.run(repository, Map.of(), argv);
    if (ended.status() != 0) {
      throw new AssertionError(argv + ": " + ended.output());
    }
  }

  @Override
  public void close() {
    hosts.close();
    registry.close();
  }
}
