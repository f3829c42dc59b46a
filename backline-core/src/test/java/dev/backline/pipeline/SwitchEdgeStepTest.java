package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.EdgeStatus;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.Fence;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.release.Release;
import dev.backline.run.Probe;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.run.Undo;
import dev.backline.runtime.FakeRuntime;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.runtime.SlotState;
import dev.backline.runtime.SlotStatus;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switching, and what its undo and the undo of the start before it do in each state. */
class SwitchEdgeStepTest {

  private static final Fence FENCE = new Fence(1);
  private static final String OLD = "sha256:old";
  private static final String NEW = "sha256:new";

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId commit;
  private RunId run;
  private SwitchEdgeStep step;
  private StartReleaseStep start;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    commit = fixture.commit("one");
    run = fixture.run(DEV);
    step = new SwitchEdgeStep(fixture.delivery(DEV));
    start = new StartReleaseStep(fixture.delivery(DEV));
  }

  @Test
  void aSwitchThatHappenedIsFoundDoneAndOneThatDidNotIsFoundNotDone() throws Exception {
    StepContext context = context(withBefore(serveOld()), Slot.GREEN);
    startNew(context);

    assertThat(step.probe(context)).isEqualTo(Probe.notDone());
    StepResult result = step.run(context);
    assertThat(step.probe(context)).isInstanceOf(Probe.Done.class);

    assertThat(result)
        .asInstanceOf(InstanceOfAssertFactories.type(StepResult.Done.class))
        .satisfies(done ->
            assertThat(done.facts().get(DeliveryFacts.SWITCHED_AT))
                .isEqualTo(fixture.clock.millis()));
    assertThat(fixture.edge.current().route().map(Route::release)).contains("dev-new");
    fixture.edge.kill();
    assertThat(step.probe(context)).isEqualTo(Probe.notDone());
  }

  @Test
  void undoneSendsRequestsBackAndMayBeUndoneAgain() throws Exception {
    Route before = serveOld();
    StepContext context = context(withBefore(before), Slot.GREEN);
    startNew(context);
    step.run(context);

    undo(step.undo(), context);
    undo(step.undo(), context);

    assertThat(fixture.edge.current().route()).contains(before);
    assertThat(fixture.edge.switches).containsExactly("dev-old", "dev-new", "dev-old");
  }

  @Test
  void undoingASwitchThatNeverHappenedTouchesNothingThoughTheReleaseBeforeIsIll() throws Exception {
    Route before = serveOld();
    fixture.edge.breakTarget(before.target());

    undo(step.undo(), context(withBefore(before), Slot.GREEN));

    assertThat(fixture.edge.current().route()).contains(before);
  }

  @Test
  void undoneStartsTheReleaseBeforeAgainWhenItWasPutToRestAlready() throws Exception {
    Route before = serveOld();
    StepContext context = context(withBefore(before), Slot.GREEN);
    startNew(context);
    step.run(context);
    fixture.runtime.stop(Slot.BLUE, Duration.ZERO, FENCE);

    undo(step.undo(), context);

    assertThat(fixture.runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
    Route now = fixture.edge.current().route().orElseThrow();
    assertThat(now.release()).isEqualTo("dev-old");
    assertThat(now.target().port())
        .isEqualTo(fixture.runtime.status(Slot.BLUE).known().orElseThrow().port());
  }

  @Test
  void undoneRestartsAnEdgeThatDiedAfterTheSwitch() throws Exception {
    Route before = serveOld();
    StepContext context = context(withBefore(before), Slot.GREEN);
    startNew(context);
    step.run(context);
    fixture.edge.kill();

    undo(step.undo(), context);

    assertThat(fixture.edge.current()).isInstanceOf(EdgeStatus.Up.class);
    assertThat(fixture.edge.current().route()).contains(before);
  }

  @Test
  void undoneOfTheFirstDeploymentServesNothingAndLeavesNoEdge() throws Exception {
    StepContext context = context(Facts.NONE, Slot.BLUE);
    startNew(context);
    step.run(context);

    undo(step.undo(), context);
    undo(start.undo(), context);

    assertThat(fixture.edge.current()).isEqualTo(new EdgeStatus.Down(Optional.empty(), false));
    assertThat(fixture.runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Stopped.class);
  }

  @Test
  void undoneOfAFirstDeploymentWhoseEdgeNeverStartedHasNothingToDo() throws Exception {
    undo(step.undo(), context(Facts.NONE, Slot.BLUE));
    assertThat(fixture.edge.current()).isInstanceOf(EdgeStatus.Down.class);
  }

  @Test
  void undoingTheStartStopsTheNewReleaseAndBearsThatItNeverStarted() throws Exception {
    StepContext context = context(withBefore(serveOld()), Slot.GREEN);
    undo(start.undo(), context);
    startNew(context);

    undo(start.undo(), context);

    assertThat(fixture.runtime.status(Slot.GREEN)).isInstanceOf(SlotStatus.Stopped.class);
    assertThat(fixture.runtime.status(Slot.BLUE)).isInstanceOf(SlotStatus.Running.class);
  }

  @Test
  void undoingTheStartNeverStopsAReleaseThatRequestsStillGoTo() throws Exception {
    Route before = serveOld();
    StepContext context = context(withBefore(before), Slot.GREEN);
    startNew(context);
    step.run(context);
    fixture.edge.breakTarget(before.target());
    assertThatThrownBy(() -> undo(step.undo(), context)).isInstanceOf(BacklineException.class);

    assertThatThrownBy(() -> undo(start.undo(), context))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.NEEDS_PERSON))
        .satisfies(e -> assertThat(e.failure().why()).contains("requests still go to slot green"));

    assertThat(fixture.runtime.status(Slot.GREEN)).isInstanceOf(SlotStatus.Running.class);
  }

  @Test
  void aReleaseThatNeverBecomesHealthyFailsItsStart() throws Exception {
    fixture.runtime.prepare(Slot.GREEN, NEW, new ReleaseContent.Bundle(directory -> {}), FENCE);
    fixture.runtime.behave("dev-new", new FakeRuntime.Behaviour("it answers 500", false));

    assertThatThrownBy(() -> start.run(context(Facts.NONE, Slot.GREEN)))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("it answers 500");
  }

  /** The release before, which serves from the blue slot. */
  private Route serveOld() throws Exception {
    AppConfig config = fixture.delivery(DEV).config(commit);
    EnvironmentSpec spec = fixture.delivery(DEV).spec(config);
    ReleaseRef ref = new ReleaseRef(OLD, "dev-old", "c1");
    Release release = fixture.live(DEV, commit, ref, Slot.BLUE);
    fixture.runtime.prepare(Slot.BLUE, OLD, new ReleaseContent.Bundle(directory -> {}), FENCE);
    Launch launch = fixture.delivery(DEV).launch(release);
    SlotState state = fixture.runtime.start(Slot.BLUE, launch, FENCE);
    fixture.edge.ensureRunning(new EdgeSettings(spec.listen(), spec.edge()), FENCE);
    Route route = new Route(Slot.BLUE, Target.local(state.port()), "dev-old");
    fixture.edge.switchTo(route, config.run().health().path(), FENCE);
    return route;
  }

  private void startNew(StepContext context) throws Exception {
    fixture.runtime.prepare(
        context.get(DeliveryFacts.SLOT), NEW, new ReleaseContent.Bundle(directory -> {}), FENCE);
    start.run(context);
  }

  private Facts withBefore(Route before) {
    long runBefore =
        fixture
            .parts
            .history()
            .current(PipelineFixture.APP, DEV)
            .orElseThrow()
            .candidate()
            .run()
            .value();
    return Facts.of(DeliveryFacts.ROUTE_BEFORE, before).with(DeliveryFacts.RUN_BEFORE, runBefore);
  }

  private StepContext context(Facts facts, Slot slot) {
    return fixture.context(
        DEV,
        run,
        facts
            .with(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.DIGEST, NEW)
            .with(DeliveryFacts.VERSION, "dev-new")
            .with(DeliveryFacts.CONFIGURATION, "c1")
            .with(DeliveryFacts.SLOT, slot));
  }

  private static void undo(Undo undo, StepContext context) throws Exception {
    ((Undo.By) undo).action().undo(context);
  }
}
