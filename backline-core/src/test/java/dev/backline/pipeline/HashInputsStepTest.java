package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.BuildRecord;
import dev.backline.artifact.BundleFiles;
import dev.backline.artifact.StoredArtifact;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.journal.Facts;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashInputsStepTest {

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId first;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    first = fixture.commit("one");
  }

  @Test
  void whatWasNeverBuiltIsToBeBuilt() throws Exception {
    Facts facts = hash(DEV, first);

    assertThat(facts.get(DeliveryFacts.REUSED)).isFalse();
    assertThat(facts.find(DeliveryFacts.DIGEST)).isEmpty();
    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
    assertThat(facts.get(DeliveryFacts.VERSION)).isEqualTo("dev-" + first.abbreviated());
  }

  @Test
  void takesTheEarlierArtifactWhenNothingChangedThatItIsMadeOf() throws Exception {
    StoredArtifact built = built(first);
    CommitId readme = commitBesideTheInputs();

    Facts facts = hash(DEV, readme);

    assertThat(facts.get(DeliveryFacts.REUSED)).isTrue();
    assertThat(facts.get(DeliveryFacts.DIGEST)).isEqualTo(built.digest().value());
    assertThat(facts.find(StepResult.SETTLED)).as("nothing serves yet").isEmpty();
  }

  @Test
  void hasNothingToDoWhenTheEnvironmentServesThatArtifactAsItIs() throws Exception {
    StoredArtifact built = built(first);
    serves(built, fixture.configuration(DEV, first));

    assertThat(hash(DEV, commitBesideTheInputs()).find(StepResult.SETTLED))
        .hasValueSatisfying(why -> assertThat(why).contains("dev goes on with dev-"));
  }

  @Test
  void deliversTheSameArtifactAgainWhenItWouldRunWithAnotherConfiguration() throws Exception {
    serves(built(first), "another-configuration");
    assertThat(hash(DEV, first).find(StepResult.SETTLED)).isEmpty();
  }

  @Test
  void deliversTheSameCommitAgainAfterASecretHasChanged() throws Exception {
    serves(built(first), fixture.configuration(DEV, first));
    assertThat(hash(DEV, first).find(StepResult.SETTLED)).isPresent();
    fixture.secret(PROD, "another environment's");
    assertThat(hash(DEV, first).find(StepResult.SETTLED)).isPresent();

    fixture.secret(DEV, "quite-another");

    Facts facts = hash(DEV, first);
    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
    assertThat(facts.get(DeliveryFacts.REUSED)).as("it need not be built again").isTrue();
    assertThat(String.join("\n", fixture.said))
        .contains("not with today's secrets")
        .doesNotContain("quite-another", "as it was");
  }

  @Test
  void deliversTheSameCommitAgainWhenItsReleaseHasDied() throws Exception {
    serves(built(first), fixture.configuration(DEV, first));
    fixture.runtime.kill(Slot.BLUE);

    assertThat(hash(DEV, first).find(StepResult.SETTLED)).isEmpty();
  }

  @Test
  void aChangeOfTheInputsIsToBeBuilt() throws Exception {
    serves(built(first), fixture.configuration(DEV, first));

    Facts facts = hash(DEV, fixture.commit("two"));

    assertThat(facts.get(DeliveryFacts.REUSED)).isFalse();
    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
  }

  @Test
  void refusesToBuildForAnEnvironmentThatTakesItsReleasesFromAnother() {
    assertThatThrownBy(() -> hash(PROD, first))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining("takes its releases from dev");
  }

  private CommitId commitBesideTheInputs() throws Exception {
    fixture.work.write("README.md", "Words.");
    return fixture.commit("one");
  }

  private StoredArtifact built(CommitId commit) throws Exception {
    Path files = Files.createDirectories(temp.resolve("built"));
    Files.writeString(files.resolve("tiny"), "program");
    StoredArtifact stored = fixture.parts.artifacts().store(BundleFiles.all(files));
    InputHash inputs = new InputHash(hash(DEV, commit).get(DeliveryFacts.INPUTS));
    fixture
        .parts
        .catalogue()
        .add(
            APP,
            new BuildRecord(
                inputs,
                stored.digest(),
                commit,
                fixture.clock.instant(),
                stored.size(),
                Optional.empty()));
    return stored;
  }

  private void serves(StoredArtifact artifact, String configuration) throws Exception {
    String label = "dev-" + first.abbreviated();
    fixture.serving(
        DEV, first, new ReleaseRef(artifact.digest().value(), label, configuration), Slot.BLUE);
  }

  private Facts hash(EnvironmentName environment, CommitId commit) throws Exception {
    StepResult result =
        new HashInputsStep(fixture.delivery(environment), commit)
            .run(fixture.context(environment, Facts.NONE));
    return ((StepResult.Done) result).facts();
  }
}
