package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.pipeline.AppPipelines;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void asksForARunAndFollowsIt() {
    fixture.pipelines = run -> List.of(FakeStep.saying("choose-target", "from v2 to v1"));

    var result = fixture.run("rollback", "prod");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("run #1: rollback in music-graph/prod", "| from v2 to v1", "run #1 succeeded");
    assertThat(request().kind()).isEqualTo(RunKind.ROLLBACK);
    assertThat(request().parameters()).isEmpty();
  }

  @Test
  void goesBackToTheReleaseThatIsNamed() {
    fixture.run("rollback", "prod", "--to", "v0.1.0");

    assertThat(request().parameters()).isEqualTo(Map.of("version", "v0.1.0"));
  }

  @Test
  void tellsTheRunAsLinesOfJson() {
    fixture.pipelines = run -> List.of(FakeStep.saying("choose-target", "from v2 to v1"));

    assertThat(fixture.run("rollback", "prod", "--json").out().lines())
        .allMatch(line -> line.startsWith("{\"") && line.endsWith("}"))
        .last()
        .asString()
        .startsWith("{\"run\":{\"run\":1,\"kind\":\"rollback\"")
        .contains("\"status\":\"succeeded\"");
  }

  @Test
  void refusesAnUnknownEnvironmentWithASuggestionAndRunsNothing() {
    var result = fixture.run("rollback", "prd");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("did you mean prod?");
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void saysThatThereIsNothingToGoBackTo() {
    fixture.pipelines = new AppPipelines(fixture.backline().parts());

    var result = fixture.run("rollback", "prod");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err())
        .contains("no release before the live one served there", "next: see which there are");
  }

  private RunRequest request() {
    return fixture.backline().runs().newest(1).getFirst().request();
  }
}
