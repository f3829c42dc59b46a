package dev.backline.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.VersionTag;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import dev.backline.state.DataDirectory;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCatalogueTest {

  private static final AppName APP = new AppName("app");
  private static final AppName OTHER = new AppName("other");
  private static final EnvironmentName DEV = new EnvironmentName("dev");
  private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");
  private static final ArtifactTag VERSION = ArtifactTag.of(new VersionTag("v0.1.0-alpha"));

  @TempDir Path temp;
  private ArtifactCatalogue catalogue;
  private ArtifactTags tags;

  @BeforeEach
  void setUp() {
    DataSource state = StateFile.openDataSource(new DataDirectory(temp.resolve("data")));
    catalogue = new ArtifactCatalogue(state);
    tags = new ArtifactTags(state, InstantSource.system());
  }

  @Test
  void findsTheLatestBuildOfTheSameInputs() {
    BuildRecord first = build('a', '1', 1000);
    BuildRecord again = build('a', '2', 2000);
    BuildRecord sameResult = build('b', '1', 3000);
    List.of(first, again, sameResult).forEach(record -> catalogue.add(APP, record));

    assertThat(catalogue.find(APP, first.inputs())).contains(again);
    assertThat(catalogue.find(APP, digest('1'))).containsExactly(sameResult, first);
    assertThat(catalogue.find(OTHER, first.inputs())).isEmpty();
    assertThat(catalogue.find(APP, inputs('c'))).isEmpty();

    BuildRecord rebuilt = build('a', '1', 4000);
    catalogue.add(APP, rebuilt);
    assertThat(catalogue.find(APP, first.inputs())).contains(rebuilt);
    assertThat(catalogue.list(APP)).containsExactly(rebuilt, sameResult, again);
  }

  @Test
  void doesNotFindWhatWasForgotten() {
    catalogue.add(APP, build('a', '1', 1000));

    catalogue.forget(digest('1'));

    assertThat(catalogue.find(APP, inputs('a'))).isEmpty();
  }

  @Test
  void movesTags() {
    tags.point(APP, List.of(ArtifactTag.LATEST, ArtifactTag.latestOf(DEV)), digest('1'));
    tags.point(APP, List.of(ArtifactTag.latestOf(DEV), ArtifactTag.of(DEV, COMMIT)), digest('2'));

    assertThat(tags.list(APP))
        .hasSize(3)
        .containsEntry("dev-0123456", digest('2'))
        .containsEntry("dev-latest", digest('2'))
        .containsEntry("latest", digest('1'));
    assertThat(tags.find(APP, ArtifactTag.LATEST)).contains(digest('1'));
    assertThat(tags.find(OTHER, ArtifactTag.LATEST)).isEmpty();
  }

  @Test
  void neverMovesAVersionAndThenMovesNoneOfTheOthersEither() {
    tags.point(APP, List.of(VERSION, ArtifactTag.LATEST), digest('1'));
    tags.point(APP, List.of(VERSION), digest('1'));

    assertThatThrownBy(() -> tags.point(APP, List.of(ArtifactTag.LATEST, VERSION), digest('2')))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.REFUSED));
    assertThat(tags.find(APP, VERSION)).contains(digest('1'));
    assertThat(tags.find(APP, ArtifactTag.LATEST)).contains(digest('1'));

    tags.point(OTHER, List.of(VERSION), digest('2'));
  }

  @Test
  void removesATagOnlyFromTheArtifactItNames() {
    tags.point(APP, List.of(VERSION), digest('1'));

    tags.remove(APP, VERSION, digest('2'));
    assertThat(tags.find(APP, VERSION)).isPresent();
    tags.remove(APP, VERSION, digest('1'));
    assertThat(tags.find(APP, VERSION)).isEmpty();
  }

  @Test
  void putsATagBackOnlyFromTheArtifactItNames() {
    tags.point(APP, List.of(ArtifactTag.LATEST), digest('2'));

    tags.putBack(APP, ArtifactTag.LATEST, digest('3'), digest('1'));
    assertThat(tags.find(APP, ArtifactTag.LATEST)).contains(digest('2'));
    tags.putBack(APP, ArtifactTag.LATEST, digest('2'), digest('1'));
    assertThat(tags.find(APP, ArtifactTag.LATEST)).contains(digest('1'));
  }

  @Test
  void givesAVersionToOneOfManyWhoAskAtOnce() throws Exception {
    List<Future<ArtifactDigest>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (char c : "0123456789abcdef".toCharArray()) {
        asked.add(
            threads.submit(() -> {
              tags.point(APP, List.of(VERSION), digest(c));
              return digest(c);
            }));
      }
    }
    List<ArtifactDigest> won = new ArrayList<>();
    for (Future<ArtifactDigest> one : asked) {
      try {
        won.add(one.get());
      } catch (ExecutionException refused) {
        assertThat(refused.getCause()).isInstanceOf(BacklineException.class);
      }
    }

    assertThat(won).hasSize(1);
    assertThat(tags.find(APP, VERSION)).contains(won.getFirst());
  }

  private static BuildRecord build(char inputs, char digest, long builtAt) {
    return new BuildRecord(
        inputs(inputs),
        digest(digest),
        COMMIT,
        Instant.ofEpochMilli(builtAt),
        5,
        Optional.of(COMMIT).filter(commit -> inputs == 'a'));
  }

  private static InputHash inputs(char c) {
    return new InputHash("sha256:" + String.valueOf(c).repeat(64));
  }

  private static ArtifactDigest digest(char c) {
    return new ArtifactDigest("sha256:" + String.valueOf(c).repeat(64));
  }
}
