package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.VersionTag;
import dev.backline.failure.BacklineException;
import dev.backline.journal.Facts;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.Undo;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tags are left by a delivery that is undone. */
class TagStepsTest {

  private static final String DIGEST =
      "sha256:0123456789012345678901234567890123456789012345678901234567890123";
  private static final String VERSION = "v0.2.0";

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId commit;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    commit = fixture.commit("one");
  }

  @Test
  void anUndonePromotionFreesItsVersion() throws Exception {
    StepContext context = context(Facts.NONE);
    TagArtifactStep artifact = new TagArtifactStep(fixture.delivery(PROD));
    TagCommitStep git = new TagCommitStep(fixture.delivery(PROD));
    artifact.run(context);
    git.run(context);
    assertThat(artifactTags()).containsKey(VERSION);
    assertThat(tagged()).contains(commit);

    undo(git, context);
    undo(artifact, context);
    undo(artifact, context);

    assertThat(artifactTags()).doesNotContainKey(VERSION);
    assertThat(tagged()).isEmpty();
  }

  @Test
  void anUndoneRollbackLeavesTheVersionThatItWentBackTo() throws Exception {
    TagArtifactStep artifact = new TagArtifactStep(fixture.delivery(PROD));
    artifact.run(context(Facts.NONE));
    StepContext rollback = context(Facts.of(DeliveryFacts.TARGET_RUN, 1L));

    artifact.run(rollback);
    undo(artifact, rollback);

    assertThat(artifactTags()).containsKey(VERSION);
  }

  @Test
  void anUndoNeverRemovesATagThatNamesAnotherCommit() throws Exception {
    fixture.work.git("tag", VERSION);
    fixture.work.push(fixture.parts.repositories().directory(APP), VERSION);
    CommitId theirs = commit;
    commit = fixture.commit("two");
    TagCommitStep git = new TagCommitStep(fixture.delivery(PROD));
    StepContext context = context(Facts.NONE);

    assertThatThrownBy(() -> git.run(context)).isInstanceOf(BacklineException.class);
    undo(git, context);

    assertThat(tagged()).contains(theirs);
  }

  private Map<String, ?> artifactTags() {
    return fixture.parts.tags().list(APP);
  }

  private Optional<CommitId> tagged() {
    try (AppRepository repository = fixture.parts.repositories().open(APP)) {
      return repository.tags().commitOf(new VersionTag(VERSION));
    }
  }

  private StepContext context(Facts more) {
    return fixture.context(
        PROD,
        Facts.of(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.DIGEST, DIGEST)
            .with(DeliveryFacts.VERSION, VERSION)
            .with(DeliveryFacts.CONFIGURATION, "c1")
            .and(more));
  }

  private static void undo(Step step, StepContext context) throws Exception {
    ((Undo.By) step.undo()).action().undo(context);
  }
}
