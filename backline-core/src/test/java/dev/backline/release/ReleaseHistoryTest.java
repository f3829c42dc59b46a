package dev.backline.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.BacklineException;
import dev.backline.journal.RunId;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseHistoryTest {

  private static final AppName APP = new AppName("music-graph");
  private static final EnvironmentName PROD = new EnvironmentName("prod");
  private static final EnvironmentName DEV = new EnvironmentName("dev");

  @TempDir Path data;
  private ReleaseHistory history;
  private Sql sql;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @BeforeEach
  void open() {
    sql = StateFile.open(new DataDirectory(data.resolve("d")));
    history = new ReleaseHistory(sql, () -> now);
    sql.inTransaction(tx -> {
      for (int run = 1; run <= 20; run++) {
        tx.update(
            "insert into run (id, app, environment, kind, parameters, requested_by, requested_at,"
                + " status) values (?, 'a', 'e', 'DEPLOY', '{}', 't', 0, 'QUEUED')",
            run);
      }
      return 20;
    });
  }

  @Test
  void remembersAReleaseAsItWasMade() {
    Candidate candidate = candidate(PROD, 1, "v0.1.0-alpha");

    Release release = history.goLive(candidate, Slot.GREEN);

    assertThat(release.candidate()).isEqualTo(candidate);
    assertThat(release)
        .extracting(Release::number, Release::state, Release::slot, Release::deployedAt)
        .containsExactly(1L, ReleaseState.LIVE, Optional.of(Slot.GREEN), now);
    assertThat(history.current(APP, PROD)).contains(release);
    assertThat(history.byVersion(APP, PROD, Version.parse("v0.1.0-alpha"))).contains(release);
    assertThat(history.byRun(APP, PROD, new RunId(1))).contains(release);
    assertThat(history.current(APP, DEV)).isEmpty();
  }

  @Test
  void theNextReleaseSupersedesTheOneBefore() {
    history.goLive(candidate(PROD, 1, "v0.1.0"), Slot.BLUE);
    Release dev = history.goLive(candidate(DEV, 2, "v9.0.0"), Slot.BLUE);
    history.goLive(candidate(PROD, 3, "v0.2.0"), Slot.GREEN);

    assertThat(labels()).containsExactly("v0.2.0 LIVE", "v0.1.0 SUPERSEDED");
    assertThat(history.previous(APP, PROD)).map(Release::label).contains("v0.1.0");
    assertThat(history.current(APP, DEV)).contains(dev);
  }

  @Test
  void rollingBackUndoesAndGoingForwardSupersedes() {
    Release first = history.goLive(candidate(PROD, 1, "v0.1.0"), Slot.BLUE);
    Release second = history.goLive(candidate(PROD, 2, "v0.2.0"), Slot.GREEN);

    history.makeLive(first, Slot.BLUE);
    assertThat(labels()).containsExactly("v0.2.0 UNDONE", "v0.1.0 LIVE");
    assertThat(history.previous(APP, PROD)).isEmpty();

    history.makeLive(second, Slot.GREEN);
    assertThat(labels()).containsExactly("v0.2.0 LIVE", "v0.1.0 SUPERSEDED");
    assertThat(history.previous(APP, PROD)).map(Release::label).contains("v0.1.0");
  }

  @Test
  void aRollbackTargetIsNeverAReleaseThatWasUndoneOrFailed() {
    Release first = history.goLive(candidate(PROD, 1, "v0.1.0"), Slot.BLUE);
    history.goLive(candidate(PROD, 2, "v0.2.0"), Slot.GREEN);
    history.makeLive(first, Slot.BLUE);
    history.fail(candidate(PROD, 3, "v0.3.0"));
    history.goLive(candidate(PROD, 4, "v0.4.0"), Slot.GREEN);

    assertThat(history.previous(APP, PROD)).contains(history.byRun(APP, PROD, new RunId(1)).get());
  }

  @Test
  void everythingMayBeRepeated() {
    Candidate first = candidate(PROD, 1, "v0.1.0");
    Candidate second = candidate(PROD, 2, "v0.2.0");
    history.goLive(first, Slot.BLUE);
    Release release = history.goLive(second, Slot.GREEN);
    now = now.plusSeconds(60);

    assertThat(history.goLive(second, Slot.GREEN)).isEqualTo(release);
    assertThat(history.fail(second)).isEqualTo(release);
    Release back = history.makeLive(history.previous(APP, PROD).get(), Slot.BLUE);
    now = now.plusSeconds(60);
    assertThat(history.makeLive(back, Slot.BLUE)).isEqualTo(back);
    assertThat(history.withdraw(back)).isEqualTo(history.withdraw(back));
    assertThat(history.current(APP, PROD)).isEmpty();
    assertThat(labels()).containsExactly("v0.2.0 UNDONE", "v0.1.0 UNDONE");
  }

  @Test
  void aVersionThatServedIsNeverGivenAgain() {
    history.goLive(candidate(PROD, 1, "v0.1.0"), Slot.BLUE);
    history.goLive(candidate(PROD, 2, "v0.2.0"), Slot.GREEN);

    assertThatThrownBy(() -> history.goLive(candidate(PROD, 3, "v0.1.0"), Slot.BLUE))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("run 1 released it already");
    assertThat(labels()).containsExactly("v0.2.0 LIVE", "v0.1.0 SUPERSEDED");
  }

  @Test
  void aVersionThatNeverServedMayBeGivenAgain() {
    Release failed = history.fail(candidate(PROD, 1, "v0.1.0"));
    assertThat(history.takenVersions(APP, PROD)).isEmpty();

    Release live = history.goLive(candidate(PROD, 2, "v0.1.0"), Slot.BLUE);

    assertThat(history.takenVersions(APP, PROD)).containsExactly(Version.parse("v0.1.0"));
    assertThat(history.byVersion(APP, PROD, Version.parse("v0.1.0"))).contains(live);
    history.fail(candidate(PROD, 3, "v0.1.0"));
    assertThat(history.byVersion(APP, PROD, Version.parse("v0.1.0"))).contains(live);
    assertThatThrownBy(() -> history.makeLive(failed, Slot.BLUE))
        .hasMessageContaining("never served");
  }

  @Test
  void releasesWithoutAVersionAreFoundByTheirLabel() {
    Release release = history.goLive(candidate(DEV, 1, "abc1234"), Slot.BLUE);
    history.goLive(candidate(DEV, 2, "abc1234"), Slot.GREEN);

    assertThat(release.version()).isEmpty();
    assertThat(history.byLabel(APP, DEV, "abc1234")).map(Release::number).contains(2L);
    assertThat(history.takenVersions(APP, DEV)).isEmpty();
  }

  @Test
  void oneIsLiveHoweverManyGoLiveAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Release>> all =
          IntStream.rangeClosed(1, 12)
              .mapToObj(run ->
                  (Callable<Release>)
                      () -> history.goLive(candidate(PROD, run, "v0." + run + ".0"), Slot.BLUE))
              .toList();
      for (var done : threads.invokeAll(all)) {
        done.get();
      }
    }
    List<Release> releases = history.newest(APP, PROD, 100);
    assertThat(releases).hasSize(12);
    assertThat(releases.getFirst().state()).isEqualTo(ReleaseState.LIVE);
    assertThat(releases.stream().skip(1))
        .allMatch(release -> release.state() == ReleaseState.SUPERSEDED);
  }

  @Test
  void aFailureInTheMiddleChangesNothing() {
    history.goLive(candidate(PROD, 1, "v0.1.0"), Slot.BLUE);
    sql.inTransaction(tx ->
        tx.update(
            "create trigger broken before update on release when new.state = 'LIVE'"
                + " begin select raise(abort, 'disk'); end"));

    assertThatThrownBy(() -> history.goLive(candidate(PROD, 2, "v0.2.0"), Slot.GREEN))
        .isInstanceOf(BacklineException.class);
    assertThat(labels()).containsExactly("v0.1.0 LIVE");
  }

  private List<String> labels() {
    return history.newest(APP, PROD, 100).stream()
        .map(release -> release.label() + " " + release.state())
        .toList();
  }

  private static Candidate candidate(EnvironmentName environment, int run, String label) {
    return new Candidate(
        APP,
        environment,
        Version.read(label),
        new ReleaseRef("sha256:" + "a".repeat(64), label, "f".repeat(64)),
        new CommitId("0123456789abcdef0123456789abcdef01234567"),
        List.of("001-genres", "002 \"bands\""),
        Optional.of("fingerprint"),
        new RunId(run));
  }
}
