package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.APP;
import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.run.Pipelines;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import dev.backline.run.RunWorker;
import dev.backline.run.Step;
import dev.backline.run.StepContext;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneImagesPipelineTest {

  @TempDir Path temp;
  private PipelineFixture fixture;
  private CommitId commit;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new PipelineFixture(temp);
    fixture.config = fixture.config.replace("follows: main", "follows: main, keepReleases: 1");
    commit = fixture.commit("one");
  }

  @Test
  void isARunThatTellsWhatItDeletes() throws Exception {
    serve(1, 2, 3);
    ImagesInMemory images = place(1, 2, 3);

    RunRecord run = prune();

    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(images.numbers()).containsExactly(2, 3);
    assertThat(said(run)).contains("1 images deleted");
  }

  @Test
  void whatAFailedDeploymentBroughtGoesToo() throws Exception {
    serve(1);
    ImagesInMemory images = place(1, 7, 8);
    run(RunKind.DEPLOY, DEV, any -> List.of(finding(7), failing()));
    run(RunKind.DEPLOY, PROD, any -> List.of(finding(8), failing()));

    prune();

    assertThat(images.numbers()).as("8 was brought by another environment").containsExactly(1, 8);
  }

  @Test
  void whatARunIsUnderWayWithStays() throws Exception {
    serve(1, 2, 3);
    ImagesInMemory images = place(1, 2, 3);

    run(RunKind.ROLLBACK, PROD, any -> List.of(finding(1), during(this::prune)));

    assertThat(images.numbers()).containsExactly(1, 2, 3);
    prune();
    assertThat(images.numbers()).containsExactly(2, 3);
  }

  @Test
  void aRegistryThatKeepsAllIsToldOfOnce() throws Exception {
    serve(1, 2, 3);
    place(1, 2, 3).keepsAll = true;

    RunRecord first = prune();
    RunRecord second = prune();

    assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(said(first)).contains("old images stay on registry: nobody may");
    assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(said(second)).doesNotContain("old images stay on registry: nobody may");
  }

  private void serve(int... numbers) throws Exception {
    for (int number : numbers) {
      ReleaseRef ref = new ReleaseRef(ImagesInMemory.digest(number).value(), "dev-" + number, "c");
      fixture.live(DEV, commit, ref, Slot.BLUE);
    }
    // Those that the fixture asked for by the way wait for nobody.
    fixture
        .parts
        .runs()
        .newest(100)
        .forEach(run -> fixture.parts.runs().requestCancel(run.id(), "a test"));
  }

  private ImagesInMemory place(int... numbers) {
    ImagesInMemory images = new ImagesInMemory("registry", numbers);
    fixture.imagePlaces.add(images);
    return images;
  }

  private RunRecord prune() throws InterruptedException {
    return run(RunKind.PRUNE, DEV, new AppPipelines(fixture.parts));
  }

  private RunRecord run(RunKind kind, EnvironmentName environment, Pipelines pipelines)
      throws InterruptedException {
    LeaseScope scope = new LeaseScope(APP.value(), environment.value());
    RunRecord run =
        fixture
            .parts
            .runs()
            .submit(new RunRequest(kind, scope, Map.of(), "a test", Optional.empty()));
    new RunWorker(
            fixture.parts.runs(),
            fixture.parts.journal(),
            fixture.parts.output(),
            new JdbcLeases(new Sql(StateFile.openDataSource(fixture.parts.data())), fixture.clock),
            pipelines,
            Owner.thisProcess())
        .workOff(scope);
    return fixture.parts.runs().find(run.id()).orElseThrow();
  }

  private List<String> said(RunRecord run) {
    return fixture.parts.output().read(run.id(), 0, 100).stream().map(line -> line.text()).toList();
  }

  /** As the steps do that find or build an artifact. */
  private Step finding(int number) {
    return step(
        "choose-artifact",
        context ->
            StepResult.done(Facts.of(DeliveryFacts.DIGEST, ImagesInMemory.digest(number).value())));
  }

  private Step failing() {
    return step(
        "fail",
        context -> {
          throw Failure.undone("delivering", "it does not start", "correct it").toException();
        });
  }

  private Step during(Work work) {
    return step(
        "work",
        context -> {
          work.run();
          return StepResult.done();
        });
  }

  private Step step(String name, Body body) {
    return new DeliveryStep(name, fixture.delivery(DEV)) {
      @Override
      public StepResult run(StepContext context) throws Exception {
        return body.run(context);
      }
    };
  }

  @FunctionalInterface
  private interface Body {
    StepResult run(StepContext context) throws Exception;
  }

  @FunctionalInterface
  private interface Work {
    Object run() throws Exception;
  }
}
