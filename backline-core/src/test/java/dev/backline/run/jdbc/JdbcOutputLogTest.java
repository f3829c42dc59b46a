package dev.backline.run.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.LeaseScope;
import dev.backline.run.OutputLine;
import dev.backline.run.OutputLog;
import dev.backline.run.RunKind;
import dev.backline.run.RunRequest;
import dev.backline.state.ChildJvm;
import dev.backline.state.DataDirectory;
import dev.backline.state.FullDisk;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcOutputLogTest {

  private static final Optional<StepName> STEP = Optional.of(new StepName("build-artifact"));

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private OutputLog log;
  private RunId run;

  @BeforeEach
  void setUp() {
    Sql sql = StateFile.open(new DataDirectory(data));
    log = new JdbcOutputLog(sql, clock);
    RunRequest request =
        new RunRequest(
            RunKind.DEPLOY, new LeaseScope("app", "dev"), Map.of(), "a test", Optional.empty());
    run = new JdbcRuns(sql, clock).submit(request).id();
  }

  @Test
  void deletesTheOutputOfAllButTheNewestRunsThatHaveEnded() {
    RunId second = ended("dev");
    RunId elsewhere = ended("prod");
    RunId third = ended("dev");
    RunId fourth = ended("dev");
    for (RunId each : List.of(run, second, elsewhere, third, fourth)) {
      log.append(each, STEP, "said");
      log.append(each, STEP, "more");
    }
    log.flush();

    assertThat(log.keepNewest(new LeaseScope("app", "dev"), 2)).isEqualTo(2);

    assertThat(log.read(second, 0, 9)).isEmpty();
    assertThat(log.read(run, 0, 9)).as("it has not ended").hasSize(2);
    assertThat(log.read(elsewhere, 0, 9)).as("of another environment").hasSize(2);
    assertThat(log.read(third, 0, 9)).hasSize(2);
    assertThat(log.read(fourth, 0, 9)).hasSize(2);
    assertThat(log.keepNewest(new LeaseScope("app", "dev"), 2)).isZero();
  }

  private RunId ended(String environment) {
    JdbcRuns runs = new JdbcRuns(StateFile.open(new DataDirectory(data)), clock);
    RunRequest request =
        new RunRequest(
            RunKind.DEPLOY,
            new LeaseScope("app", environment),
            Map.of(),
            "a test",
            Optional.empty());
    RunId id = runs.submit(request).id();
    // One that still waits ends at once.
    runs.requestCancel(id, "a test");
    return id;
  }

  @Test
  void keepsTheOrderOverSeveralFlushes() {
    for (int flush = 0; flush < 5; flush++) {
      for (int i = 0; i < 20; i++) {
        log.append(run, STEP, "line " + (flush * 20 + i));
      }
      log.flush();
    }

    assertThat(texts()).isEqualTo(numbered(100));
    assertThat(log.read(run, 0, 1000))
        .extracting(OutputLine::seq)
        .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList());
    assertThat(log.read(run, 0, 1))
        .containsExactly(new OutputLine(1, clock.instant(), STEP, "line 0"));
  }

  @Test
  void isReadInPieces() {
    for (int i = 0; i < 10; i++) {
      log.append(run, Optional.empty(), "line " + i);
    }
    log.flush();

    assertThat(log.read(run, 4, 3))
        .extracting(OutputLine::text)
        .containsExactly("line 4", "line 5", "line 6");
    assertThat(log.read(run, 10, 3)).isEmpty();
    assertThat(log.read(new RunId(run.value() + 1), 0, 3)).isEmpty();
  }

  @Test
  void cutsALongLineBetweenTwoCharacters() {
    log.append(run, STEP, "x".repeat(4_000));
    log.append(run, STEP, "x".repeat(4_001));
    log.append(run, STEP, "x".repeat(3_999) + "🎸" + "y");
    log.flush();

    assertThat(texts())
        .containsExactly("x".repeat(4_000), "x".repeat(4_000) + " …", "x".repeat(3_999) + " …");
  }

  @Test
  void losesNothingThatThreadsSayWhileItIsFlushed() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 4; thread++) {
        String name = "thread " + thread;
        threads.execute(() -> {
          for (int i = 0; i < 200; i++) {
            log.append(run, STEP, name + " line " + i);
            if (i % 20 == 0) {
              log.flush();
            }
          }
        });
      }
    }
    log.flush();

    List<String> texts = texts();
    assertThat(texts).hasSize(800).doesNotHaveDuplicates();
    for (int thread = 0; thread < 4; thread++) {
      String name = "thread " + thread;
      assertThat(texts.stream().filter(text -> text.startsWith(name)))
          .containsExactlyElementsOf(
              IntStream.range(0, 200).mapToObj(i -> name + " line " + i).toList());
    }
  }

  @Test
  void twoProcessesWriteBesideEachOther() throws Exception {
    try (ChildJvm other = ChildJvm.start(Saying.class, data.toString(), run.toString())) {
      other.await("ready");
      other.tell("go");
      for (int i = 0; i < 50; i++) {
        log.append(run, STEP, "here " + i);
        log.flush();
      }
      other.end();
    }

    List<String> texts = texts();
    assertThat(texts).hasSize(100);
    for (String who : List.of("here", "there")) {
      assertThat(texts.stream().filter(text -> text.startsWith(who + " ")))
          .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> who + " " + i).toList());
    }
    assertThat(log.read(run, 0, 1000)).extracting(OutputLine::seq).isSorted().hasSize(100);
  }

  /** What the other process does. */
  static final class Saying {

    private Saying() {}

    public static void main(String[] arguments) throws Exception {
      Sql sql = StateFile.open(new DataDirectory(Path.of(arguments[0])));
      OutputLog log = new JdbcOutputLog(sql, new TestClock());
      System.out.println("ready");
      System.in.read();
      for (int i = 0; i < 50; i++) {
        log.append(RunId.parse(arguments[1]), STEP, "there " + i);
        log.flush();
      }
    }
  }

  @Test
  void keepsWhatItCanNotWriteUntilItCanAndTellsTheRunNothing() {
    FullDisk disk = new FullDisk(StateFile.openDataSource(new DataDirectory(data)));
    OutputLog onFullDisk = new JdbcOutputLog(new Sql(disk), clock);
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      said.add(i + " " + "z".repeat(3_000));
    }
    said.forEach(line -> onFullDisk.append(run, STEP, line));

    onFullDisk.flush();
    assertThat(texts()).isEmpty();

    onFullDisk.append(run, STEP, "later");
    said.add("later");
    disk.full = false;
    onFullDisk.flush();
    assertThat(texts()).isEqualTo(said);
  }

  private List<String> texts() {
    return log.read(run, 0, 10_000).stream().map(OutputLine::text).toList();
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
  }
}
