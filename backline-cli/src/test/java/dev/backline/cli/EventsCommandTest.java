package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.run.RunKind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void tellsWhatHappenedInAllRunsInOrder() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
    fixture.finished(RunKind.PROMOTE, "prod", FakeStep.saying("back-up", "hello"));

    assertThat(fixture.run("events").out())
        .containsSubsequence(
            "12:03:04 #1 music-graph/dev deploy started by process",
            "#1 music-graph/dev deploy build-artifact done in",
            "#1 music-graph/dev deploy succeeded\n",
            "12:03:04 #2 music-graph/prod promote started by",
            "#2 music-graph/prod promote succeeded\n");
  }

  @Test
  void tellsAsManyAsAreWanted() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));

    assertThat(fixture.run("events", "-n", "1").out())
        .isEqualTo("12:03:04 #1 music-graph/dev deploy succeeded\n");
  }

  @Test
  void tellsEachAsJsonWithItsTarget() {
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));

    assertThat(fixture.run("events", "--json").out().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
        .allMatch(line ->
            line.contains("\"app\":\"music-graph\",\"environment\":\"dev\",\"kind\":\"deploy\""));
  }

  @Test
  void followsWhatComes() throws Exception {
    try (var following = fixture.follow("events", "-f")) {
      fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
      following.awaitSaid("#1 music-graph/dev deploy succeeded\n");
      fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
      following.awaitSaid("#2 music-graph/dev deploy succeeded\n");
    }
  }

  @Test
  void saysThatThereAreNoneAndMakesNothing() {
    assertThat(fixture.run("events"))
        .isEqualTo(new CommandLineFixture.Result(0, "", "No runs yet in DATA\n"));
    assertThat(fixture.data).doesNotExist();
  }
}
