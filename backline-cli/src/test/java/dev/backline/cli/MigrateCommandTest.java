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

class MigrateCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void asksForARunInTheDirectionWanted() {
    fixture.pipelines = run -> List.of(FakeStep.saying("migrate", "applied 2"));

    assertThat(fixture.run("migrate", "dev", "up").out())
        .contains("run #1: migrate direction up in music-graph/dev", "| applied 2");
    assertThat(request().kind()).isEqualTo(RunKind.MIGRATE);
    assertThat(request().parameters()).isEqualTo(Map.of("direction", "up"));

    assertThat(fixture.run("migrate", "dev", "DOWN", "--to", "0001-band").status()).isZero();
    assertThat(request().parameters()).isEqualTo(Map.of("direction", "down", "to", "0001-band"));
  }

  @Test
  void tellsTheRunAsLinesOfJson() {
    assertThat(fixture.run("migrate", "dev", "up", "--json").out().lines())
        .allMatch(line -> line.startsWith("{\"") && line.endsWith("}"))
        .last()
        .asString()
        .contains("\"kind\":\"migrate\"", "\"parameters\":{\"direction\":\"up\"}");
  }

  @Test
  void refusesATargetWhereThereIsNoWayDown() {
    var result = fixture.run("migrate", "dev", "up", "--to", "0001-band");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("--to goes with down only");
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void refusesAnUnknownEnvironmentAndAnUnknownDirection() {
    var unknown = fixture.run("migrate", "dve", "up");
    assertThat(unknown.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(unknown.err()).contains("did you mean dev?");

    var sideways = fixture.run("migrate", "dev", "sideways");
    assertThat(sideways.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(sideways.err()).contains("sideways", "see: backline migrate --help");
    assertThat(fixture.data).doesNotExist();
  }

  @Test
  void changesNothingWhereNothingServesYet() {
    fixture.pipelines = new AppPipelines(fixture.backline().parts());

    var result = fixture.run("migrate", "dev", "up");

    assertThat(result.status()).isNotZero();
    assertThat(result.err()).contains("it serves none", "next: deploy to it first");
    assertThat(fixture.data.resolve("postgres")).doesNotExist();
  }

  @Test
  void tellsAsJsonThatThereIsNoSchemaYet() {
    var result = fixture.run("migrate", "dev", "status", "--json");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).startsWith("{\"failure\":").contains("\"exitCode\":2");
  }

  private RunRequest request() {
    return fixture.backline().runs().newest(1).getFirst().request();
  }
}
