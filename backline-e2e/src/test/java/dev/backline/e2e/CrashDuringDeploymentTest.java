package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.CrashPoint;
import dev.backline.CrashPoint.Instant;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.journal.RunId;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The steps that only a deployment of a commit has: from the push to the artifact. */
class CrashDuringDeploymentTest {

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  private static Installation installation;

  @BeforeAll
  static void serveOneRelease() {
    installation = Installation.in(directory);
    installation.deploy();
    installation.promote();
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  void aKillFromPushToArtifactLosesNoPushAndBuildsTheArtifactAllTheSame() {
    CrashTable table = new CrashTable("Controller killed with SIGKILL while it deployed a push");
    List<CrashPoint> points =
        List.of(
            CrashPoint.in("hash-inputs", Instant.AT_INTENT),
            CrashPoint.in("hash-inputs", Instant.BEFORE_OUTCOME),
            CrashPoint.in("check-prerequisites", Instant.BEFORE_OUTCOME),
            CrashPoint.in("check-commit", Instant.AT_INTENT),
            CrashPoint.in("check-commit", Instant.BEFORE_OUTCOME),
            CrashPoint.in("build-artifact", Instant.AT_INTENT),
            CrashPoint.in("build-artifact", Instant.BEFORE_OUTCOME));
    try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
      Killing killing = new Killing(installation, load, table);
      for (List<CrashPoint> run : CrashPoint.runs(points)) {
        RunRecord ended = killing.kill(run, () -> pushSomethingNew(run), RunStatus.SUCCEEDED);
        ArtifactDigest digest =
            new ArtifactDigest(installation.state(ended.id()).facts().get(DeliveryFacts.DIGEST));
        assertThat(installation.backline().parts().artifacts().has(digest)).isTrue();
      }
    } finally {
      table.publish("deployment");
    }
  }

  private static RunId pushSomethingNew(List<CrashPoint> deaths) {
    installation
        .app()
        .behaviour("note=" + deaths.getFirst())
        .commit("Before deaths from " + deaths.getFirst());
    installation.push();
    return installation.newestRun();
  }
}
