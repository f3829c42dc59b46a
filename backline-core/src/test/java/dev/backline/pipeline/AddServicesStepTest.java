package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.Facts;
import dev.backline.run.StepResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Its undo is that of start-services as well, and the undo of a step that was skipped never runs.
 */
class AddServicesStepTest {

  @TempDir Path temp;
  private PipelineFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
  }

  @Test
  void isDoneOnHostsThoughNothingHadToBeAddedSoThatWorkersAreTakenBack() throws Exception {
    fixture.config =
        """
        app: tiny
        build: {command: make, inputs: ['src/**']}
        artifact: {image: {dockerfile: {}}}
        run: {command: ./tiny}
        environments:
          dev:
            listen: 0.0.0.0:80
            hosts: {web1: deploy@10.0.0.11}
            compose: {services: {worker: {command: ./work}}}
        """;

    assertThat(result()).isInstanceOf(StepResult.Done.class);
  }

  @Test
  void isSkippedOnThisMachineWhereNoneCanBeDeclared() throws Exception {
    assertThat(result()).isInstanceOf(StepResult.Skipped.class);
  }

  private StepResult result() throws Exception {
    Facts facts = Facts.of(DeliveryFacts.COMMIT, fixture.commit("one").value());
    return AddServicesStep.before(fixture.delivery(DEV)).run(fixture.context(DEV, facts));
  }
}
