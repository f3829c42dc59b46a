package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.release.Candidate;
import dev.backline.release.Version;
import dev.backline.run.RunKind;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void listsTheNewestFirstOfEachEnvironment() {
    live("dev", "dev-1111111", Slot.BLUE);
    live("prod", "v0.1.0", Slot.BLUE);
    live("prod", "v0.2.0", Slot.GREEN);

    assertThat(fixture.run("releases").out())
        .isEqualTo(
            """
            TARGET            RELEASE      STATE       COMMIT   ARTIFACT      SLOT   AT        RUN
            music-graph/dev   dev-1111111  live        1111111  abcdef012345  blue   12:03:04  #1
            music-graph/prod  v0.2.0       live        1111111  abcdef012345  green  12:03:04  #3
            music-graph/prod  v0.1.0       superseded  1111111  abcdef012345  blue   12:03:04  #2
            """);
    assertThat(fixture.run("releases", "prod", "-n", "1").out().lines()).hasSize(2);
  }

  @Test
  void hasAStableJsonShape() {
    live("prod", "v0.1.0", Slot.BLUE);

    assertThat(fixture.run("releases", "--json").out())
        .isEqualTo(
            """
            [ {
              "app" : "music-graph",
              "environment" : "prod",
              "number" : 1,
              "label" : "v0.1.0",
              "version" : "v0.1.0",
              "commit" : "1111111111111111111111111111111111111111",
              "digest" : "sha256:abcdef0123456789",
              "configuration" : "c1",
              "state" : "live",
              "slot" : "blue",
              "at" : "2026-03-01T12:03:04Z",
              "run" : 1,
              "migrations" : [ "0001-band" ]
            } ]
            """);
  }

  @Test
  void saysThatThereAreNoneAndMakesNothing() {
    assertThat(fixture.run("releases").out()).isEqualTo("No releases yet\n");
    assertThat(fixture.run("releases", "--json").out()).isEqualTo("[ ]\n");
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void hasNoneOfAnEnvironmentThatNothingWasDeliveredTo() {
    live("prod", "v0.1.0", Slot.BLUE);

    assertThat(fixture.run("releases", "dve").out()).isEqualTo("No releases yet\n");
  }

  private void live(String environment, String label, Slot slot) {
    RunId run =
        fixture.finished(RunKind.DEPLOY, environment, FakeStep.saying("record-release", "done"));
    fixture
        .backline()
        .releases()
        .goLive(
            new Candidate(
                new AppName("music-graph"),
                new EnvironmentName(environment),
                Version.read(label),
                new ReleaseRef("sha256:abcdef0123456789", label, "c1"),
                new CommitId("1".repeat(40)),
                List.of("0001-band"),
                Optional.empty(),
                run),
            slot);
  }
}
