package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.run.RunKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  @TempDir Path folder;

  @Test
  void listsTheNewestFirst() {
    CommandLineFixture fixture = new CommandLineFixture(folder);
    fixture.finished(RunKind.DEPLOY, "dev", FakeStep.saying("build-artifact", "hello"));
    fixture.submit(RunKind.PROMOTE, "prod", Map.of("version", "v0.2.0"));

    assertThat(fixture.run("runs").out())
        .isEqualTo(
            """
            RUN  TARGET            WHAT                    STATUS     ASKED FOR  TOOK  BY
            #2   music-graph/prod  promote version v0.2.0  queued     12:03:04         anna on the command line
            #1   music-graph/dev   deploy                  succeeded  12:03:04   0 ms  anna on the command line
            """);
  }

  @Test
  void hasAStableJsonShape() {
    CommandLineFixture fixture = new CommandLineFixture(folder);
    fixture.submit(RunKind.PROMOTE, "prod", Map.of("version", "v0.2.0"));

    assertThat(fixture.run("runs", "--json").out())
        .isEqualTo(
            """
            [ {
              "run" : 1,
              "kind" : "promote",
              "app" : "music-graph",
              "environment" : "prod",
              "status" : "queued",
              "parameters" : {
                "version" : "v0.2.0"
              },
              "requestedBy" : "anna on the command line",
              "requestedAt" : "2026-03-01T12:03:04Z",
              "startedAt" : null,
              "endedAt" : null,
              "failure" : null,
              "supersededBy" : null,
              "cancelRequestedBy" : null
            } ]
            """);
  }

  @Test
  void saysThatThereAreNone() {
    assertThat(new CommandLineFixture(folder).run("runs").out()).isEqualTo("No runs yet in DATA\n");
  }
}
