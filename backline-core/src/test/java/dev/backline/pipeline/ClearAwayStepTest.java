package dev.backline.pipeline;

import static dev.backline.pipeline.PipelineFixture.DEV;
import static dev.backline.pipeline.PipelineFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.journal.Facts;
import dev.backline.journal.RunId;
import dev.backline.run.StepResult;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
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

  @Test
  void deletesTheImagesThatTheEnvironmentBroughtAndNobodyNeeds() throws Exception {
    PipelineFixture fixture = new PipelineFixture(temp);
    fixture.config = fixture.config.replace("follows: main", "follows: main, keepReleases: 1");
    CommitId commit = fixture.commit("one");
    for (int number = 1; number <= 4; number++) {
      fixture.live(DEV, commit, ref(number), Slot.BLUE);
    }
    fixture.live(PROD, commit, ref(2), Slot.BLUE);
    ImagesInMemory images = new ImagesInMemory("web1", 1, 2, 3, 4, 5);
    fixture.imagePlaces.add(images);

    Facts facts = clear(fixture, commit);

    assertThat(images.numbers()).as("5 is none of this environment's").containsExactly(2, 3, 4, 5);
    assertThat(fixture.said)
        .contains("deleted image image-1 on web1: dev goes back to it no more, nobody uses it");
    assertThat(facts.get(DeliveryFacts.IMAGES_DELETED)).isEqualTo(1);
  }

  @Test
  void aPlaceThatFailsFailsNothingAndKeepsTheNextFromNothing() throws Exception {
    PipelineFixture fixture = new PipelineFixture(temp);
    fixture.config = fixture.config.replace("follows: main", "follows: main, keepReleases: 1");
    CommitId commit = fixture.commit("one");
    for (int number = 1; number <= 3; number++) {
      fixture.live(DEV, commit, ref(number), Slot.BLUE);
    }
    ImagesInMemory broken = new ImagesInMemory("web1", 1);
    broken.broken = true;
    ImagesInMemory fine = new ImagesInMemory("web2", 1);
    fixture.imagePlaces.add(broken);
    fixture.imagePlaces.add(fine);

    clear(fixture, commit);

    assertThat(fine.numbers()).isEmpty();
    assertThat(fixture.said).contains("old images stay on web1: looking at web1: it is down");
  }

  private static Facts clear(PipelineFixture fixture, CommitId commit) throws Exception {
    StepResult result =
        new ClearAwayStep(fixture.delivery(DEV))
            .run(fixture.context(DEV, Facts.of(DeliveryFacts.COMMIT, commit.value())));
    return ((StepResult.Done) result).facts();
  }

  private static ReleaseRef ref(int number) {
    return new ReleaseRef(ImagesInMemory.digest(number).value(), "dev-" + number, "c");
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
