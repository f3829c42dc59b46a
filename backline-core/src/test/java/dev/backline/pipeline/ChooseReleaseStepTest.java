package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.EnvironmentName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.journal.Facts;
import dev.backline.release.Version;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChooseReleaseStepTest {

  private static final EnvironmentName LONE = new EnvironmentName("lone");

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId first;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    first = fixture.commit("one");
  }

  @Test
  void takesTheVeryArtifactThatTheOtherEnvironmentServesUnderTheStartVersion() throws Exception {
    tested("sha256:one", first);

    Facts facts = choose(PROD, Optional.empty());

    assertThat(facts.get(DeliveryFacts.DIGEST)).isEqualTo("sha256:one");
    assertThat(facts.get(DeliveryFacts.COMMIT)).isEqualTo(first.value());
    assertThat(facts.get(DeliveryFacts.VERSION)).isEqualTo("v0.1.0-alpha");
    assertThat(facts.get(DeliveryFacts.CONFIGURATION))
        .as("what it runs with is this environment's own")
        .isEqualTo(fixture.configuration(PROD, first))
        .isNotEqualTo(fixture.configuration(DEV, first));
    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
  }

  @Test
  void givesANewReleaseANewVersion() throws Exception {
    tested("sha256:one", first);
    promoted("sha256:one", first, "v0.1.0-alpha");
    CommitId second = fixture.commit("two");
    tested("sha256:two", second);

    String version = choose(PROD, Optional.empty()).get(DeliveryFacts.VERSION);

    assertThat(Version.parse(version)).isGreaterThan(Version.parse("v0.1.0-alpha"));
  }

  @Test
  void hasNothingToDoWhenItServesThatArtifactAlready() throws Exception {
    tested("sha256:one", first);
    promoted("sha256:one", first, "v0.3.0");

    Facts facts = choose(PROD, Optional.empty());

    assertThat(facts.find(StepResult.SETTLED)).contains("prod serves this already, as v0.3.0");
    assertThat(facts.get(DeliveryFacts.VERSION)).isEqualTo("v0.3.0");
  }

  @Test
  void takesWhatItServesAgainUnderANewVersionAfterASecretHasChanged() throws Exception {
    tested("sha256:one", first);
    promoted("sha256:one", first, "v0.3.0");
    fixture.secret(PROD, "changed");

    Facts facts = choose(PROD, Optional.empty());

    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
    assertThat(Version.parse(facts.get(DeliveryFacts.VERSION)))
        .isGreaterThan(Version.parse("v0.3.0"));
  }

  @Test
  void takesAHigherVersionThatIsAskedForAlsoForWhatItServesAlready() throws Exception {
    tested("sha256:one", first);
    promoted("sha256:one", first, "v0.3.0");

    Facts facts = choose(PROD, Optional.of("v0.4.0"));

    assertThat(facts.get(DeliveryFacts.VERSION)).isEqualTo("v0.4.0");
    assertThat(facts.find(StepResult.SETTLED)).isEmpty();
  }

  @Test
  void refusesALowerOrATakenVersion() throws Exception {
    tested("sha256:one", first);
    promoted("sha256:one", first, "v0.3.0");

    refused(() -> choose(PROD, Optional.of("v0.2.0")));
    refused(() -> choose(PROD, Optional.of("v0.3.0")));
  }

  @Test
  void refusesAVersionThatATagInTheRepositoryHas() throws Exception {
    tested("sha256:one", first);
    fixture.work.git("tag", "v0.5.0");
    fixture.work.push(fixture.parts.repositories().directory(PipelineFixture.APP), "v0.5.0");

    refused(() -> choose(PROD, Optional.of("v0.5.0")));
  }

  @Test
  void refusesToPromoteWhereNothingIsTestedOrNoSourceIsDeclared() {
    refused(() -> choose(PROD, Optional.empty()));
    tested("sha256:one", first);
    refused(() -> choose(LONE, Optional.empty()));
  }

  private void tested(String digest, CommitId commit) {
    fixture.live(
        DEV,
        commit,
        new ReleaseRef(digest, "dev-" + commit.abbreviated(), fixture.configuration(DEV, commit)),
        Slot.BLUE);
  }

  private void promoted(String digest, CommitId commit, String version) throws Exception {
    fixture.serving(
        PROD,
        commit,
        new ReleaseRef(digest, version, fixture.configuration(PROD, commit)),
        Slot.BLUE);
  }

  private Facts choose(EnvironmentName environment, Optional<String> version) throws Exception {
    ChooseReleaseStep step =
        new ChooseReleaseStep(fixture.delivery(environment), version.map(Version::parse));
    StepResult result = step.run(fixture.context(environment, Facts.NONE));
    return ((StepResult.Done) result).facts();
  }

  private static void refused(ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED));
  }
}
