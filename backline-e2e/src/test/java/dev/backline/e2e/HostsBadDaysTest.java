package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong on hosts while something is delivered to two of them. Whatever it is, both serve
 * the same release afterwards, and the next delivery goes through.
 */
@Tag("long")
class HostsBadDaysTest {

  private static final Duration AWAY = Duration.ofSeconds(40);
  private static final Duration BOOTED = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestHost first;
  private static TestHost second;
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    first = installation.hosts().getFirst();
    second = installation.hosts().getLast();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  /** Proves as well that the bad day before left nothing that stands in the way. */
  @BeforeEach
  void bothServeANewRelease() throws Exception {
    installation.succeeded(deliver("note=" + ++changes));
    assertThat(served(first)).isEqualTo(served(second)).isNotEqualTo("?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start=exit", "health=never", "dieAfterHealthyMillis=0", "smoke=fail"})
  void imageThatDoesNotWorkIsTakenAwayFromBothHosts(String behaviour) throws Exception {
    String before = served(first);
    try (Load some = Load.on(installation.urlOf(first));
        Load others = Load.on(installation.urlOf(second))) {
      undone(deliver(behaviour));
      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
    }
    assertBothServe(before);
  }

  @Test
  void releaseThatFailsItsUsersIsUndoneOnBothHostsByWhatNginxSaw() throws Exception {
    String before = served(first);
    watch("0s", "10s");
    try (Load some = Load.on(installation.urlOf(first));
        Load others = Load.on(installation.urlOf(second))) {
      RunRecord run = undone(deliver("page=failThroughTheEdge"));
      assertThat(installation.story(run)).contains("errors");
      assertThat(some.versionsSeen()).hasSize(2).contains(before);
      assertThat(others.versionsSeen()).hasSize(2).contains(before);
    } finally {
      watch("10s", "0s");
    }
    assertBothServe(before);
    try (Load load = Load.on(installation.urlOf(second))) {
      Awaiting.until("users came", BOOTED, () -> load.requests() > 100);
      assertThat(load.failures()).isEmpty();
    }
  }

  private static void watch(String from, String to) {
    installation
        .tiny()
        .edit("backline.yml", text -> text.replace("window: " + from, "window: " + to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prepare-slot",
        "start-release",
        "smoke-test-slot",
        "switch-edge",
        "drain-before",
        "smoke-test",
        "clear-away"
      })
  void hostThatGoesAwayWithinAStepForAWhileIsWaitedForAndPutBackWithTheOther(String step)
      throws Exception {
    String before = served(first);
    try (Load load = Load.on(installation.urlOf(first))) {
      RunRecord run = deliverWithin(step, HostsBadDaysTest::secondIsAwayForAWhile);
      System.out.println("away in " + step + ": " + run.status() + " " + run.failure());
      assertThat(run.status())
          .as(installation.story(run))
          .isIn(RunStatus.UNDONE, RunStatus.SUCCEEDED);
      assertThat(load.failures()).isEmpty();
      assertThat(served(first)).isEqualTo(served(second));
      if (run.status() == RunStatus.UNDONE) {
        assertBothServe(before);
      }
    } finally {
      second.reconnect();
    }
    deliverAgain();
  }

  private static void secondIsAwayForAWhile() {
    second.cutOff();
    Awaiting.sleep(AWAY.toMillis());
    second.reconnect();
  }

  /** It ends when all patience has; the next delivery needs nobody to clear up. */
  @Test
  void hostThatStaysAwayIsLeftToAPersonAndTheOtherKeepsWhatItServed() throws Exception {
    String before = served(first);
    try (Load load = Load.on(installation.urlOf(first))) {
      RunRecord run = deliverWithin("smoke-test", second::cutOff);
      assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.NEEDS_PERSON);
      assertThat(installation.story(run)).contains("trying again in 15 s", "web2");
      assertThat(served(first)).isEqualTo(before);
      assertThat(load.failures()).isEmpty();
    } finally {
      second.reconnect();
    }
    deliverAgain();
  }

  /** A switch needs no new configuration, and none is loaded: nginx goes on with what it has. */
  @Test
  void configurationOfNginxThatSomebodyBrokeStandsInNoDeliverysWay() throws Exception {
    second.run("sh", "-c", "echo 'nonsense;' > /etc/nginx/conf.d/broken.conf");
    try (Load load = Load.on(installation.urlOf(second))) {
      deliverAgain();
      assertThat(load.failures()).isEmpty();
    } finally {
      second.run("rm", "/etc/nginx/conf.d/broken.conf");
    }
  }

  @Test
  void fullDiskIsToldBeforeAnythingChanges() throws Exception {
    String before = served(first);
    second.fillDisk();
    try {
      RunRecord run = undone(deliver("note=" + ++changes));
      assertThat(installation.story(run)).contains("web2");
    } finally {
      second.freeDisk();
    }
    assertBothServe(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"start-release", "switch-edge", "drain-before"})
  void engineThatIsRestartedDuringTheCutOverLeavesOneReleaseOnBoth(String step) throws Exception {
    String before = served(first);
    try (Load load = Load.on(installation.urlOf(first));
        Load there = Load.on(installation.urlOf(second))) {
      RunRecord run = deliverWithin(step, second::restartDocker);
      System.out.println("restarted in " + step + ": " + run.status() + " " + run.failure());
      assertThat(load.failures()).isEmpty();
      String delivered = "prod-" + run.request().parameters().get("commit").substring(0, 7);
      assertThat(there.versionsSeen()).isSubsetOf(before, delivered);
    }
    Awaiting.until("both serve the same", BOOTED, () -> served(first).equals(served(second)));
  }

  @Test
  void anotherBacklineIsRefusedAndHearsWhoseTheHostsAre() throws Exception {
    String before = served(first);
    installation.tiny().behaviour("note=" + ++changes).commit("Change something");
    Programs.Ended ended =
        installation.anotherBackline(directory.resolve("another"), "deploy", "prod");

    assertThat(ended.status()).as(ended.output()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(ended.output())
        .contains(
            "web1: another Backline delivers there: ",
            installation.backline().data().root().toString(),
            "/owner");
    assertBothServe(before);
  }

  @Test
  void twoControllersOfOneDataDirectoryDeliverOneAfterTheOther() throws Exception {
    try (Load load = Load.on(installation.urlOf(first));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      installation.tiny().behaviour("note=" + ++changes).commit("Change something");
      Future<Programs.Ended> one =
          threads.submit(() -> installation.backline("deploy", "prod", "HEAD"));
      Future<Programs.Ended> other =
          threads.submit(() -> installation.backline("deploy", "prod", "HEAD~1"));

      assertThat(one.get().status()).as(one.get().output()).isZero();
      assertThat(other.get().status()).as(other.get().output()).isZero();
      assertThat(load.failures()).isEmpty();
    }
    assertThat(served(first)).isEqualTo(served(second)).isNotEqualTo("?");
  }

  /** Deliveries alternate between the slots: one of the two is in blue, the other in green. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void hostThatIsBootedServesWhatItServedInEitherSlot(int time) throws Exception {
    String before = served(second);
    second.reboot();
    Awaiting.until("it serves again", BOOTED, () -> served(second).equals(before));
    assertThat(served(first)).isEqualTo(before);
  }

  /** In a process of its own: one that is connected already has seen the right key. */
  @Test
  void anotherHostKeyStopsTheDeliveryAndIsTold() throws Exception {
    String before = served(first);
    installation.trust(second, first.hostKey());
    installation.tiny().behaviour("note=" + ++changes).commit("Change something");
    try {
      Programs.Ended ended = installation.backline("deploy", "prod");
      assertThat(ended.status()).as(ended.output()).isNotZero();
      assertThat(ended.output()).contains("HOST KEY HAS CHANGED", second.address());
    } finally {
      installation.trust(second, second.hostKey());
    }
    assertBothServe(before);
  }

  private static RunRecord deliver(String behaviour) throws Exception {
    installation.tiny().behaviour(behaviour).commit("Be as in " + behaviour);
    return installation.deploy(HostsInstallation.PROD);
  }

  private static void deliverAgain() throws Exception {
    installation.succeeded(deliver("note=" + ++changes));
    assertThat(served(first)).isEqualTo(served(second));
  }

  private static RunRecord undone(RunRecord run) {
    assertThat(run.status()).as(installation.story(run)).isEqualTo(RunStatus.UNDONE);
    return run;
  }

  private static RunRecord deliverWithin(String step, Runnable trouble) throws Exception {
    installation.tiny().behaviour("note=" + ++changes).commit("Change " + changes);
    return new Trouble(installation, step, trouble).deliver();
  }

  private static void assertBothServe(String release) {
    assertThat(served(first)).isEqualTo(release);
    assertThat(served(second)).isEqualTo(release);
  }

  private static String served(TestHost host) {
    return HostsInstallation.served(installation.urlOf(host));
  }
}
