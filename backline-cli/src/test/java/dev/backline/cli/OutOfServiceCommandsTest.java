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

/** {@code app stop}, {@code app start} and {@code maintenance}. */
class OutOfServiceCommandsTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void askForTheRunThatTheyAreNamedAfter() {
    fixture.pipelines = run -> List.of(FakeStep.saying("choose-live", "v2"));

    assertThat(fixture.run("app", "stop", "prod").status()).isZero();
    assertThat(fixture.run("app", "start", "prod").status()).isZero();
    assertThat(fixture.run("maintenance", "prod", "off").status()).isZero();

    assertThat(requests())
        .extracting(RunRequest::kind)
        .containsExactlyInAnyOrder(RunKind.STOP, RunKind.START, RunKind.MAINTENANCE);
    assertThat(requests())
        .filteredOn(request -> request.kind() == RunKind.MAINTENANCE)
        .singleElement()
        .extracting(RunRequest::parameters)
        .isEqualTo(Map.of("maintenance", "off"));
  }

  @Test
  void refuseWhatServesNowhere() {
    fixture.pipelines = new AppPipelines(fixture.backline().parts());

    var result = fixture.run("app", "stop", "prod");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("it serves none", "deploy to it first");
  }

  @Test
  void refuseAnUnknownWordAndAnUnknownEnvironment() {
    assertThat(fixture.run("maintenance", "prod", "maybe").status())
        .isEqualTo(ExitCode.USAGE.status());
    assertThat(fixture.run("app", "pause", "prod").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(fixture.run("app").err()).contains("stop or start");
    assertThat(fixture.run("app", "stop", "prd").err()).contains("did you mean prod?");
    assertThat(fixture.data).doesNotExist();
  }

  private List<RunRequest> requests() {
    return fixture.backline().runs().newest(10).stream().map(run -> run.request()).toList();
  }
}
