package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.config.VersionTag;
import dev.backline.journal.RunId;
import dev.backline.release.Release;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.source.AppRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What deploying, promoting and going back do when all is well. */
class DeliveryTest {

  /** What is asked for is one second, on a machine that does nothing else. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static Wholeness whole;
  private static int commits;

  @BeforeAll
  static void serve() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
    installation.deploy();
    installation.promote();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void theSameArtifactServesInDevAndProdAndIsBuiltOnce() {
    change();
    RunRecord deployment = installation.deploy();
    RunRecord promotion = installation.promote();

    whole.require(Installation.DEV);
    whole.require(Installation.PROD);
    assertThat(live(Installation.PROD).candidate().ref().digest())
        .isEqualTo(live(Installation.DEV).candidate().ref().digest());
    assertThat(steps(deployment)).contains("build-artifact");
    assertThat(steps(promotion)).doesNotContain("build-artifact");
  }

  @Test
  void aReleaseThatIsKilledComesBackByItself() {
    String before = whole.require(Installation.PROD);
    long killed = whole.pid(Installation.PROD);

    ProcessHandle.of(killed).orElseThrow().destroyForcibly();

    Awaiting.until(
        "another process serves production",
        Duration.ofSeconds(20),
        () -> whole.serves(Installation.PROD, before) && whole.pid(Installation.PROD) != killed);
  }

  @Test
  void aPushThatTouchesNothingRelevantEndsAtOnceAndSaysSo() {
    String before = whole.require(Installation.DEV);
    installation.app().write("README.md", commits++ + "\n").commit("Explain");

    Programs.Ended pushed = installation.push();

    System.out.println("a push with nothing to do took " + pushed.took().toMillis() + " ms");
    assertThat(pushed.status()).isZero();
    assertThat(pushed.output()).contains("nothing changed that the release is made of");
    assertThat(pushed.took()).isLessThan(SOON);
    assertThat(whole.require(Installation.DEV)).isEqualTo(before);
  }

  @Test
  void aMergeIsDeployedAsAWholeAndItsNotesTellBothSides() {
    TinyApp app = installation.app();
    app.git("checkout", "--quiet", "-b", "side");
    app.write("classes/side", "side").commit("Do one thing");
    app.git("checkout", "--quiet", "main");
    app.write("classes/main", "main").commit("Do another");
    app.git("merge", "--quiet", "--no-ff", "--message=Merge the side", "side");

    installation.deploy();
    installation.promote();

    assertThat(live(Installation.PROD).candidate().commit().value()).isEqualTo(app.head());
    assertThat(notes(whole.require(Installation.PROD))).contains("Do one thing", "Do another");
    Path files = serving(Installation.PROD);
    assertThat(files.resolve("side")).exists();
    assertThat(files.resolve("main")).exists();
  }

  @Test
  void rollingBackTakesTheMigrationBackAndRollingForwardAppliesItAgain() {
    change();
    installation.deploy();
    installation.promote();
    String old = whole.require(Installation.PROD);
    List<String> oldSchema = whole.applied(Installation.PROD);
    installation.app().migration("00" + (5 + commits++) + "-song", "song").commit("Add songs");
    installation.deploy();
    installation.promote();
    String fresh = whole.require(Installation.PROD);
    List<String> freshSchema = whole.applied(Installation.PROD);
    assertThat(freshSchema).hasSize(oldSchema.size() + 1);

    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      installation.succeeded(installation.submitRollback(Optional.empty()));
      assertThat(whole.require(Installation.PROD)).isEqualTo(old);
      assertThat(whole.applied(Installation.PROD)).isEqualTo(oldSchema);

      installation.succeeded(installation.submitRollback(Optional.of(fresh)));
      assertThat(whole.require(Installation.PROD)).isEqualTo(fresh);
      assertThat(whole.applied(Installation.PROD)).isEqualTo(freshSchema);
      assertThat(load.failures()).isEmpty();
    }
  }

  @Test
  void aPromotionOfWhatServesAlreadyDoesNothing() {
    change();
    installation.deploy();
    installation.promote();
    String before = whole.require(Installation.PROD);

    RunRecord again = installation.promote();

    assertThat(installation.output(again.id())).contains("serves this already");
    assertThat(whole.require(Installation.PROD)).isEqualTo(before);
  }

  @Test
  void aPushWaitsForTheOneBeforeAndANewerOneTakesItsPlace() {
    TinyApp app = installation.app();
    app.edit("check.sh", text -> text.replace("set -eu", "set -eu\nsleep 4"));
    RunId first = pushed("first");
    RunId second = pushed("second");
    assertThat(installation.run(first).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(installation.run(second).status()).isEqualTo(RunStatus.QUEUED);
    app.edit("check.sh", text -> text.replace("sleep 4\n", ""));
    RunId third = pushed("third");

    RunRecord superseded = installation.ended(second);
    assertThat(superseded.status()).isEqualTo(RunStatus.SUPERSEDED);
    assertThat(superseded.supersededBy()).contains(third);
    installation.succeeded(first);
    installation.succeeded(third);
    assertThat(live(Installation.DEV).candidate().commit().value()).isEqualTo(app.head());
    whole.require(Installation.DEV);
  }

  private static RunId pushed(String name) {
    installation.app().write("classes/" + name, name).commit("Change the " + name);
    assertThat(installation.push().status()).isZero();
    return installation.newestRun();
  }

  private static void change() {
    installation.app().write("classes/change", commits++ + "\n").commit("Change " + commits);
  }

  private static Release live(EnvironmentName environment) {
    return installation
        .backline()
        .parts()
        .history()
        .current(Installation.APP, environment)
        .orElseThrow();
  }

  private static List<String> steps(RunRecord run) {
    return installation.state(run.id()).planned().stream().map(Object::toString).toList();
  }

  private static String notes(String version) {
    try (AppRepository repository =
        installation.backline().parts().repositories().open(Installation.APP)) {
      assertThat(repository.tags().exists(new VersionTag(version))).isTrue();
    }
    String repository =
        installation.backline().parts().repositories().directory(Installation.APP).toString();
    return installation
        .app()
        .git("--git-dir=" + repository, "tag", "-l", "--format=%(contents)", version);
  }

  /** Where the files of the release that serves are. */
  private static Path serving(EnvironmentName environment) {
    Release live = live(environment);
    return installation
        .data()
        .environment(TinyApp.NAME, environment.value())
        .resolve("slots")
        .resolve(live.slot().orElseThrow().label())
        .resolve("files")
        .resolve(live.candidate().ref().digest().replace(':', '='));
  }
}
