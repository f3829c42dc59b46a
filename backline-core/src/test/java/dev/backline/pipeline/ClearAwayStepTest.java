package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearAwayStepTest {

  @TempDir Path temp;

  @Test
  void keepsTheOutputOfTheLast100RunsOfTheEnvironment() throws Exception {
    PipelineFixture fixture = new PipelineFixture(temp);
    CommitId commit = fixture.commit("one");
    RunId elsewhere = ended(fixture, PROD);
    List<RunId> runs = Stream.generate(() -> ended(fixture, DEV)).limit(101).toList();
    runs.forEach(run -> fixture.parts.output().append(run, Optional.empty(), "said"));
    fixture.parts.output().append(elsewhere, Optional.empty(), "said");
    fixture.parts.output().flush();

    new ClearAwayStep(fixture.delivery(DEV))
        .run(fixture.context(DEV, runs.getLast(), Facts.of(DeliveryFacts.COMMIT, commit.value())));

    assertThat(lines(fixture, runs.get(0))).isZero();
    assertThat(lines(fixture, runs.get(1))).isEqualTo(1);
    assertThat(lines(fixture, elsewhere)).isEqualTo(1);
    assertThat(fixture.said)
        .containsExactly("deleted 1 lines of output of runs before the last 100");
  }

  private static RunId ended(PipelineFixture fixture, EnvironmentName environment) {
    RunId run = fixture.run(environment);
    fixture.parts.runs().requestCancel(run, "a test");
    return run;
  }

  private static int lines(PipelineFixture fixture, RunId run) {
    return fixture.parts.output().read(run, 0, 9).size();
  }
}
