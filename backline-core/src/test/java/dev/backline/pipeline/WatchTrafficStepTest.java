package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HttpPath;
import dev.backline.edge.EdgeSettings;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.host.Fence;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.run.Approval;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a release that few have asked anything of. */
@Timeout(60)
class WatchTrafficStepTest {

  private static final Fence FENCE = new Fence(1);
  private static final int ENOUGH = 20;

  @TempDir Path temp;
  private PipelineFixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
  }

  @Test
  void withTooFewRequestsItPassesUnlessToldOtherwise() throws Exception {
    StepContext context = serve("window: 10ms");

    assertThat(step().run(context)).isInstanceOf(StepResult.Done.class);
    assertThat(fixture.said).contains("0 requests are too few to judge by; it takes 20");
  }

  @Test
  void whereNothingIsWatchedNobodyIsAsked() throws Exception {
    assertThat(step().run(serve("window: 0s, inconclusive: ask")))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void whoeverIsAskedLetsItGoOn() throws Exception {
    StepContext context = serve("window: 10ms, inconclusive: ask");
    approve(context, "await-approval", "anna");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<StepResult> watching = threads.submit(() -> step().run(context));
      // The answer to the other question is none to this one.
      assertThatThrownBy(() -> watching.get(1500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);

      approve(context, "watch-traffic", "ben");

      assertThat(watching.get()).isInstanceOf(StepResult.Done.class);
    }
    assertThat(fixture.said)
        .anyMatch(
            line -> line.contains("backline run " + context.run() + " --approve --because WHY"))
        .contains("approved by ben: seen it");
  }

  @Test
  void nobodyNeedsToAnswerOnceEnoughRequestsCame() throws Exception {
    StepContext context = serve("window: 10ms, inconclusive: ask");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<StepResult> watching = threads.submit(() -> step().run(context));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (fixture.said.stream().noneMatch(line -> line.startsWith("watching on"))) {
        assertThat(System.nanoTime()).as("it asks within 20 s").isLessThan(deadline);
        Thread.onSpinWait();
      }
      for (int i = 0; i < ENOUGH; i++) {
        fixture.edge.request();
      }

      assertThat(watching.get()).isInstanceOf(StepResult.Done.class);
    }
    assertThat(fixture.said).noneMatch(line -> line.startsWith("approved"));
  }

  @Test
  void aReleaseThatHoldsFarMoreMemoryThanTheOneBeforeIsNotKept() throws Exception {
    fixture.runtime.memories.put("dev-old", 100_000_000L);
    fixture.runtime.memories.put("dev-new", 301_000_000L);

    assertThatThrownBy(() -> step().run(serveBesideTheOneBefore("window: 10ms")))
        .hasMessageContaining("it holds 301 MB of memory (the release before: 100 MB; allowed 3");
    assertThat(step().run(serve("window: 0s"))).isInstanceOf(StepResult.Done.class);
  }

  @Test
  void moreMemoryThanTheOneBeforeIsFineWithinWhatIsAllowed() throws Exception {
    fixture.runtime.memories.put("dev-old", 100_000_000L);
    fixture.runtime.memories.put("dev-new", 301_000_000L);

    assertThat(step().run(serveBesideTheOneBefore("window: 10ms, memoryFactor: 3.5")))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void aReleaseThatLogsFarMoreErrorsThanTheOneBeforeIsNotKept() throws Exception {
    fixture.runtime.logs.put("dev-old", Collections.nCopies(100, "INFO: served"));
    fixture.runtime.logs.put("dev-new", Collections.nCopies(100, "ERROR: no band"));

    assertThatThrownBy(() -> step().run(serveBesideTheOneBefore("window: 10ms")))
        .hasMessageContaining("100 of its last 100 log lines tell of an error");
    assertThat(step().run(serveBesideTheOneBefore("window: 10ms, logErrorFactor: 1000")))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void aReleaseWhoseWorkerEndedIsNotKept() throws Exception {
    StepContext context =
        serving(
            """
            app: tiny
            build: {command: make, inputs: ['src/**']}
            artifact: {image: {dockerfile: {}}}
            run: {command: ./tiny}
            environments:
              dev:
                listen: 0.0.0.0:80
                watch: {window: 0s}
                hosts: {web1: deploy@10.0.0.11}
                compose: {services: {worker: {command: ./work}}}
            """);
    assertThat(step().run(context)).isInstanceOf(StepResult.Done.class);

    fixture.troubles.add("web1: worker does not run");
    assertThatThrownBy(() -> step().run(context))
        .hasMessageContaining("watching what runs beside dev-new")
        .hasMessageContaining("web1: worker does not run");
  }

  private StepContext serveBesideTheOneBefore(String watch) throws Exception {
    StepContext context = serve(watch);
    CommitId commit = new CommitId(context.get(DeliveryFacts.COMMIT));
    fixture.serving(DEV, commit, new ReleaseRef("sha256:1", "dev-old", "c1"), Slot.GREEN);
    fixture.serving(DEV, commit, new ReleaseRef("sha256:2", "dev-new", "c1"), Slot.BLUE);
    return fixture.context(
        DEV,
        context.run(),
        context
            .facts()
            .with(DeliveryFacts.SLOT, Slot.BLUE)
            .with(DeliveryFacts.VERSION_BEFORE, "dev-old"));
  }

  /** A release that has just taken over. */
  private StepContext serve(String watch) throws Exception {
    return serving(
        PipelineFixture.CONFIG.replace(
            "listen: '127.0.0.1:18080'}", "listen: '127.0.0.1:18080', watch: {" + watch + "}}"));
  }

  private StepContext serving(String config) throws Exception {
    fixture.config = config;
    CommitId commit = fixture.commit("one");
    RunId run = fixture.run(DEV);
    EnvironmentSpec spec = fixture.delivery(DEV).spec(fixture.delivery(DEV).config(commit));
    fixture.edge.ensureRunning(new EdgeSettings(spec.listen(), spec.edge()), FENCE);
    fixture.edge.switchTo(
        new Route(Slot.BLUE, Target.local(20_001), "dev-new"), new HttpPath("/"), FENCE);
    return fixture.context(
        DEV,
        run,
        Facts.of(DeliveryFacts.COMMIT, commit.value())
            .with(DeliveryFacts.VERSION, "dev-new")
            .with(DeliveryFacts.SWITCHED_AT, fixture.clock.millis()));
  }

  private void approve(StepContext context, String step, String by) {
    assertThat(
            fixture
                .parts
                .runs()
                .approve(context.run(), new StepName(step), new Approval(by, "seen it")))
        .isTrue();
  }

  private WatchTrafficStep step() {
    return new WatchTrafficStep(fixture.delivery(DEV));
  }
}
