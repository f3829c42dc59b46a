package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.EnvironmentName;
import dev.backline.config.VersionTag;
import dev.backline.failure.BacklineException;
import dev.backline.journal.Facts;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.Slot;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tags a delivery gives, and which are left by one that is undone. */
class TagStepsTest {

  private static final String DIGEST =
      "sha256:0123456789012345678901234567890123456789012345678901234567890123";
  private static final String NEXT_DIGEST =
      "sha256:9876543210987654321098765432109876543210987654321098765432109876";
  private static final String VERSION = "v0.2.0";
  private static final String NEXT_VERSION = "v0.3.0";

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId commit;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    commit = fixture.commit("one");
  }

  @Test
  void aDeploymentTagsItsArtifactWithTheCommitAndAsTheEnvironmentsLatest() throws Exception {
    CommitId first = commit;
    delivered(DEV, development(), DIGEST);

    assertThat(artifactTags())
        .isEqualTo(
            named(DIGEST, first.value(), "dev-" + first.value().substring(0, 7), "dev-latest"));

    commit = fixture.commit("two");
    delivered(DEV, development(), NEXT_DIGEST);

    assertThat(artifactTags())
        .isEqualTo(
            and(
                named(DIGEST, first.value(), "dev-" + first.value().substring(0, 7)),
                named(
                    NEXT_DIGEST,
                    commit.value(),
                    "dev-" + commit.value().substring(0, 7),
                    "dev-latest")));
    assertThat(fixture.registry).as("in the registry").isEqualTo(artifactTags());
  }

  @Test
  void aPromotionTagsItsArtifactWithVersionAndCommitAndMovesProductionAndLatestToIt()
      throws Exception {
    CommitId first = commit;
    delivered(PROD, VERSION, DIGEST);

    assertThat(artifactTags())
        .isEqualTo(named(DIGEST, VERSION, first.value(), "production", "latest"));

    commit = fixture.commit("two");
    delivered(PROD, NEXT_VERSION, NEXT_DIGEST);

    assertThat(artifactTags())
        .isEqualTo(
            and(
                named(DIGEST, VERSION, first.value()),
                named(NEXT_DIGEST, NEXT_VERSION, commit.value(), "production", "latest")));
    assertThat(fixture.registry).as("in the registry").isEqualTo(artifactTags());
  }

  @Test
  void anUndoneDeliveryPutsWhatItMovedBackToWhatItNamedBefore() throws Exception {
    delivered(DEV, development(), DIGEST);
    delivered(PROD, VERSION, DIGEST);
    commit = fixture.commit("two");
    StepContext deployment = delivered(DEV, development(), NEXT_DIGEST);
    StepContext promotion = delivered(PROD, NEXT_VERSION, NEXT_DIGEST);

    for (int time = 1; time <= 2; time++) {
      undo(new TagArtifactStep(fixture.delivery(PROD)), promotion);
      undo(new TagArtifactStep(fixture.delivery(DEV)), deployment);

      assertThat(artifactTags())
          .containsAllEntriesOf(named(DIGEST, "production", "latest", "dev-latest", VERSION))
          .doesNotContainKey(NEXT_VERSION);
      assertThat(fixture.registry)
          .containsAllEntriesOf(named(DIGEST, "production", "latest", "dev-latest"));
    }
  }

  @Test
  void anUndoneFirstPromotionLeavesNeitherProductionNorLatest() throws Exception {
    StepContext promotion = delivered(PROD, VERSION, DIGEST);

    undo(new TagArtifactStep(fixture.delivery(PROD)), promotion);

    assertThat(artifactTags()).isEqualTo(named(DIGEST, commit.value()));
  }

  @Test
  void anUndoOfTagsThatWereNotMovedYetOrHaveMovedOnLeavesThem() throws Exception {
    delivered(PROD, VERSION, DIGEST);
    StepContext undone = recorded(PROD, NEXT_VERSION, NEXT_DIGEST);

    undo(new TagArtifactStep(fixture.delivery(PROD)), undone);
    assertThat(artifactTags()).containsAllEntriesOf(named(DIGEST, "production", "latest"));

    String theirs = DIGEST.replace('0', 'a');
    delivered(PROD, "v0.4.0", theirs);
    undo(new TagArtifactStep(fixture.delivery(PROD)), undone);
    assertThat(artifactTags()).containsAllEntriesOf(named(theirs, "production", "latest"));
  }

  @Test
  void aRegistryThatIsAwayKeepsNoUndoFromPuttingTagsBackHere() throws Exception {
    delivered(PROD, VERSION, DIGEST);
    StepContext undone = delivered(PROD, NEXT_VERSION, NEXT_DIGEST);
    fixture.registryIsAway = true;

    undo(new TagArtifactStep(fixture.delivery(PROD)), undone);

    assertThat(artifactTags()).containsAllEntriesOf(named(DIGEST, "production", "latest"));
    assertThat(fixture.said)
        .anyMatch(line -> line.contains("production may still name what was undone"));
  }

  @Test
  void anUndoneRollbackPutsProductionBackToWhatItLeft() throws Exception {
    StepContext old = delivered(PROD, VERSION, DIGEST);
    delivered(PROD, NEXT_VERSION, NEXT_DIGEST);
    StepContext rollback =
        context(PROD, VERSION, DIGEST, Facts.of(DeliveryFacts.TARGET_RUN, old.run().value()));
    rollback = after(new RecordRollbackStep(fixture.delivery(PROD)), rollback);
    TagArtifactStep artifact = new TagArtifactStep(fixture.delivery(PROD));
    artifact.run(rollback);
    assertThat(artifactTags()).containsAllEntriesOf(named(DIGEST, "production", "latest"));

    undo(artifact, rollback);

    assertThat(artifactTags())
        .containsAllEntriesOf(named(NEXT_DIGEST, "production", "latest", NEXT_VERSION))
        .containsAllEntriesOf(named(DIGEST, VERSION));
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

  /** A run up to and with the tagging. */
  private StepContext delivered(EnvironmentName environment, String version, String digest)
      throws Exception {
    StepContext context = recorded(environment, version, digest);
    new TagArtifactStep(fixture.delivery(environment)).run(context);
    return context;
  }

  /** A run that has recorded its release and not tagged anything yet. */
  private StepContext recorded(EnvironmentName environment, String version, String digest)
      throws Exception {
    return after(
        new RecordReleaseStep(fixture.delivery(environment)),
        context(environment, version, digest, Facts.NONE));
  }

  /** What the step after it sees. */
  private static StepContext after(Step step, StepContext context) throws Exception {
    Facts more = ((StepResult.Done) step.run(context)).facts();
    return new StepContext(
        context.run(),
        context.scope(),
        context.token(),
        context.facts().and(more),
        context.output());
  }

  private String development() {
    return "dev-" + commit.abbreviated();
  }

  private Map<String, ArtifactDigest> artifactTags() {
    return fixture.parts.tags().list(APP);
  }

  private static Map<String, ArtifactDigest> named(String digest, String... tags) {
    return Stream.of(tags).collect(Collectors.toMap(tag -> tag, tag -> new ArtifactDigest(digest)));
  }

  private static <V> Map<String, V> and(Map<String, V> some, Map<String, V> others) {
    Map<String, V> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  private Optional<CommitId> tagged() {
    try (AppRepository repository = fixture.parts.repositories().open(APP)) {
      return repository.tags().commitOf(new VersionTag(VERSION));
    }
  }

  private StepContext context(Facts more) {
    return context(PROD, VERSION, DIGEST, more);
  }

  private StepContext context(
      EnvironmentName environment, String version, String digest, Facts more) {
    return fixture.context(
        environment,
        Facts.of(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.DIGEST, digest)
            .with(DeliveryFacts.VERSION, version)
            .with(DeliveryFacts.CONFIGURATION, "c1")
            .with(DeliveryFacts.SLOT, Slot.BLUE)
            .and(more));
  }

  private static void undo(Step step, StepContext context) throws Exception {
    ((Undo.By) step.undo()).action().undo(context);
  }
}
