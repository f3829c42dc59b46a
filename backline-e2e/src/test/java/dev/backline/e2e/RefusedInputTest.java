package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.server.ControllerFile;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for and can't be done: a clear message, and nothing changed. */
class RefusedInputTest {

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;
  private static Wholeness whole;

  private String prodBefore;
  private String devBefore;
  private RunId newestBefore;

  @BeforeAll
  static void serve() {
    installation = Installation.in(directory);
    whole = new Wholeness(installation);
    installation.deploy();
    installation.promote();
    installation.app().write("classes/second", "").commit("Something to promote");
    installation.app().git("tag", "good");
    installation.deploy();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @BeforeEach
  void noteWhatServes() {
    prodBefore = whole.require(Installation.PROD);
    devBefore = whole.require(Installation.DEV);
    newestBefore = installation.newestRun();
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(whole.require(Installation.PROD)).isEqualTo(prodBefore);
    assertThat(whole.require(Installation.DEV)).isEqualTo(devBefore);
    installation.app().restore("good");
  }

  @Test
  void aPushToABranchThatNobodyFollowsIsRefusedAndNamesTheOneThatIsFollowed() {
    Programs.Ended pushed = installation.push("HEAD:refs/heads/feature");

    assertThat(pushed.status()).isNotZero();
    assertThat(pushed.output())
        .contains("no environment follows the branch feature", "dev follows main");
    assertThat(installation.newestRun()).isEqualTo(newestBefore);
  }

  @Test
  void aPushWithAWrongTokenIsRefused() {
    installation.app().commit("Sneak in");
    Programs.Ended pushed = installation.pushWith("bl_wrong");

    assertThat(pushed.status()).isNotZero();
    assertThat(pushed.output()).containsAnyOf("Authentication failed", "could not read Username");
    assertThat(installation.newestRun()).isEqualTo(newestBefore);
  }

  @Test
  void aPushOfAWrongConfigurationIsRefusedWithAllItsProblems() {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace("follows: main", "folows: main")
                    .replace("timeout: 8s", "timeout: soon"))
        .commit("Misspell");

    Programs.Ended pushed = installation.push();

    assertThat(pushed.status()).isNotZero();
    assertThat(pushed.output()).contains("folows", "'follows'", "soon", "backline.yml");
    assertThat(installation.newestRun()).isEqualTo(newestBefore);
  }

  @Test
  void aForcedPushThatLosesCommitsIsRefused() {
    installation.app().git("commit", "--quiet", "--amend", "--message=Rewritten");

    assertThat(installation.push("+main").status()).isNotZero();
    assertThat(installation.newestRun()).isEqualTo(newestBefore);
  }

  @Test
  void aMissingSecretIsNamedWithTheCommandThatSetsIt() {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                        "ENVIRONMENT: ${environment}",
                        "ENVIRONMENT: ${environment}\n    API_KEY: ${secret.API_KEY}")
                    .replace("environments:\n", "secrets: [API_KEY]\nenvironments:\n"))
        .commit("Need a secret");

    Failure failure = undoneAfterPush();

    assertThat(failure.why()).contains("API_KEY");
    assertThat(failure.remedy()).contains("backline secret set dev API_KEY");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anAddressThatIsTakenIsToldAndTheEnvironmentServesOnAtItsOwn() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      moveDevTo(other.getLocalPort());

      Failure failure = undoneAfterPush();

      assertThat(failure.tried()).contains("127.0.0.1:" + other.getLocalPort());
      assertThat(failure.why()).contains("the port is taken by another program");
      assertThat(failure.remedy()).contains("ss -ltnp");
      assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    }
  }

  private static void moveDevTo(int port) {
    installation
        .app()
        .edit(
            "backline.yml",
            text ->
                text.replace(
                    "listen: 127.0.0.1:" + installation.portOf(Installation.DEV),
                    "listen: 127.0.0.1:" + port))
        .commit("Move dev");
  }

  @Test
  void aVersionThatExistsIsRefused() {
    Failure failure = undone(installation.submitPromotion(Optional.of("v0.1.0")));

    assertThat(failure.why()).contains("there is a release of this version already");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aVersionThatGoesDownIsRefused() {
    Failure failure = undone(installation.submitPromotion(Optional.of("v0.0.9")));

    assertThat(failure.why()).contains("lower than v0.1.0");
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aRollbackToAReleaseThatNeverWasIsRefused() {
    Failure failure = undone(installation.submitRollback(Optional.of("v9.9.9")));

    assertThat(failure.why()).contains("v9.9.9");
    assertThat(failure.remedy()).contains("backline releases prod");
  }

  @Test
  void anUnknownEnvironmentIsRefused() {
    RunId run =
        installation.submit(
            dev.backline.run.RunKind.PROMOTE, new EnvironmentName("stage"), java.util.Map.of());

    assertThat(undone(run).why()).contains("'stage'");
  }

  @Test
  void aSecondControllerOnTheDataDirectoryIsRefusedAndTheFirstGoesOn() {
    CommandLine.requireFailure(
        installation.command("serve", "--port", "0"),
        ExitCode.REFUSED,
        "starting the controller on " + installation.data().root(),
        "another one runs there: process " + installation.controller().pid() + " on ",
        "use that one, stop it first, or choose another directory with --data");
    assertThat(installation.controller().runs()).isTrue();
    assertThat(installation.push().output()).contains("Everything up-to-date");
  }

  @Test
  void aControllerWhosePortIsTakenSaysSoAndLeavesTheDirectoryToTheNext(@TempDir Path other)
      throws IOException {
    DataDirectory data = new DataDirectory(other.resolve("data"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandLine.requireFailure(
          CommandLine.run(other, data, "serve", "--port", "" + taken.getLocalPort()),
          ExitCode.UNAVAILABLE,
          "listening on 127.0.0.1:" + taken.getLocalPort(),
          "the port is taken",
          "see who has it with 'ss -ltnp', or choose another with --port");
    }
    assertThat(data.controllerFile()).doesNotExist();
    ControllerFile.claim(data).close();
  }

  @Test
  void aBuildThatHangsIsEndedWithAllThatItStarted() {
    installation
        .app()
        .write("build.sh", "sh -c 'sleep 300; true' &\nsleep 300\n")
        .edit(
            "backline.yml",
            text -> text.replace("migrate.sh]\n  timeout: 20s", "migrate.sh]\n  timeout: 1s"))
        .commit("Hang");

    Failure failure = undoneAfterPush();

    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED_AND_UNDONE);
    assertThat(failure.why()).contains("did not end within 1 s");
    assertThat(Leftovers.below(installation.data().work()))
        .as("programs that the build started")
        .isEmpty();
  }

  @Test
  void aCheckThatFailsEndsTheDeploymentBeforeAnythingIsBuilt() {
    installation
        .app()
        .write("check.sh", "echo 'two is not three'\nexit 1\n")
        .write("classes/third", "")
        .commit("Fail a check");

    Failure failure = undoneAfterPush();

    assertThat(failure.tried() + failure.why()).contains("tests");
    assertThat(installation.output(installation.newestRun())).contains("two is not three");
  }

  private Failure undoneAfterPush() {
    assertThat(installation.push().status()).isZero();
    return undone(installation.newestRun());
  }

  private Failure undone(RunId run) {
    assertThat(run).isGreaterThan(newestBefore);
    RunRecord ended = installation.ended(run);
    assertThat(ended.status()).as(installation.story(ended)).isEqualTo(RunStatus.UNDONE);
    return ended.failure().orElseThrow();
  }
}
