package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.SecretName;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.secret.Secret;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two production hosts that pull from a registry with TLS and a login, on its bad days. */
@Tag("long")
class HostsRegistryTest {

  private static final SecretName PASSWORD = new SecretName("REGISTRY_PASSWORD");
  private static final String RIGHT = "s3cret-word";
  private static final String WRONG = "another-word";
  private static final Duration PUSHED = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestRegistry registry;
  private static KnownRegistry known;
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    known =
        KnownRegistry.start(
            TestRegistry.on(installation.machine()).withLogin("deployer", RIGHT),
            installation.hosts());
    registry = known.registry();
    password(RIGHT);
    installation
        .tiny()
        .edit("backline.yml", text -> text + declared())
        .commit("Take images from a registry");
  }

  private static String declared() {
    return """
    secrets: [REGISTRY_PASSWORD]
    registry:
      repository: %s/team/tiny
      login: {password: {user: deployer, secret: REGISTRY_PASSWORD}}
    """
        .formatted(registry.name());
  }

  @AfterAll
  static void endEverything() {
    known.close();
    installation.close();
  }

  /** Proves as well that the bad day before left nothing that stands in the way. */
  @BeforeEach
  void bothServeANewRelease() throws Exception {
    installation.succeeded(deliver());
    assertThat(served()).hasSize(1).doesNotContain("?");
  }

  @Test
  void aSlowRegistryTakesItsTimeAndDelivers() throws Exception {
    List<String> earlier = served();
    registry.slowDown(Duration.ofMillis(400));
    try (Load load = Load.leisurely(installation.urlOf(installation.hosts().getLast()))) {
      RunRecord run = installation.succeeded(deliver());
      System.out.println("with a slow registry: " + installation.times(run));
      assertThat(load.failures()).isEmpty();
    } finally {
      registry.slowDown(Duration.ZERO);
    }
    assertThat(served()).hasSize(1).isNotEqualTo(earlier);
  }

  @Test
  void aRegistryThatIsDownIsToldBeforeAnythingChanges() throws Exception {
    List<String> earlier = served();
    registry.stop();
    try {
      RunRecord run = deliver();
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
      assertThat(installation.story(run)).contains(registry.name(), "can't be reached");
      assertThat(served()).isEqualTo(earlier);
    } finally {
      registry.start();
    }
  }

  @Test
  void aLoginThatIsRefusedIsToldBeforeAnythingChangesAndWithoutThePassword() throws Exception {
    List<String> earlier = served();
    password(WRONG);
    try {
      RunRecord run = deliver();
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
      assertThat(installation.story(run)).contains("refuses the login").doesNotContain(WRONG);
      assertThat(served()).isEqualTo(earlier);
    } finally {
      password(RIGHT);
    }
  }

  /** There was room enough when the pull began. */
  @Test
  void aDiskThatFillsWhileAnImageIsPulledIsToldAndBothServeOn() throws Exception {
    List<String> earlier = served();
    TestHost host = installation.hosts().getLast();
    installation
        .tiny()
        .edit("build.sh", text -> text + "head -c 60000000 /dev/urandom >out/large\n")
        .behaviour("note=" + ++changes)
        .commit("Add something large");
    CompletableFuture<Void> filled = new CompletableFuture<>();
    try (Load load = Load.leisurely(installation.urlOf(host))) {
      RunRecord run =
          installation.deploy(
              HostsInstallation.PROD,
              id ->
                  Thread.ofVirtual()
                      .start(() -> {
                        fillWhilePulling(id);
                        filled.complete(null);
                      }));
      filled.get(PUSHED.toSeconds(), TimeUnit.SECONDS);
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
      assertThat(installation.story(run)).contains("the host's disk is full", "web2");
      assertThat(load.failures()).isEmpty();
    } finally {
      registry.slowDown(Duration.ZERO);
      host.freeDisk();
      installation.tiny().edit("build.sh", text -> text.replaceFirst("head -c .*\n", ""));
    }
    assertThat(served()).isEqualTo(earlier);
  }

  private static void fillWhilePulling(RunId run) {
    Awaiting.until("the image is pushed", PUSHED, () -> hasSaid(run, 1, "bytes sent"));
    registry.slowDown(Duration.ofMillis(20));
    Awaiting.until("both pull two layers", PUSHED, () -> hasSaid(run, 4, "Pulling fs layer"));
    installation.hosts().getLast().fillDisk();
  }

  private static boolean hasSaid(RunId run, int times, String words) {
    return installation.backline().output().read(run, 0, 10_000).stream()
            .filter(line -> line.text().contains(words))
            .count()
        >= times;
  }

  private static RunRecord deliver() throws Exception {
    installation.tiny().behaviour("note=" + ++changes).commit("Change " + changes);
    return installation.deploy(HostsInstallation.PROD);
  }

  /** What is served: one release, if the hosts agree. */
  private static List<String> served() {
    return installation.hosts().stream()
        .map(host -> HostsInstallation.served(installation.urlOf(host)))
        .distinct()
        .toList();
  }

  private static void password(String word) {
    installation
        .backline()
        .parts()
        .secrets()
        .of(new AppName(TinyApp.NAME), HostsInstallation.PROD)
        .set(PASSWORD, Secret.of(word));
  }
}
