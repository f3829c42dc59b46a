package dev.backline.run;

import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.jdbc.JdbcJournal;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.lease.jdbc.JdbcLeases;
import dev.backline.run.jdbc.JdbcOutputLog;
import dev.backline.run.jdbc.JdbcRuns;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A worker on a state file of its own. */
abstract class RunWorkerFixture {

  static final LeaseScope PROD = new LeaseScope("app", "prod");
  static final Owner ELSEWHERE = new Owner("another-machine@boot", 1, 1);
  static final Duration BEAT = Duration.ofMillis(20);
  static final int LIMIT = 60;

  @TempDir Path data;
  final TestClock clock = new TestClock();
  final AtomicInteger pauses = new AtomicInteger();
  final ExecutorService threads = Executors.newCachedThreadPool();
  Sql sql;
  Runs runs;
  Leases leases;

  @BeforeEach
  void setUp() {
    sql = StateFile.open(new DataDirectory(data));
    runs = new JdbcRuns(sql, clock);
    leases = new JdbcLeases(sql, clock);
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  RunWorker worker(Pipelines pipelines) {
    return worker(pipelines, leases, new JdbcJournal(sql, clock));
  }

  RunWorker worker(Pipelines pipelines, Leases with, JdbcJournal journal) {
    return new RunWorker(
        runs,
        journal,
        new JdbcOutputLog(sql, clock),
        with,
        pipelines,
        Owner.thisProcess(),
        BEAT,
        pauses::incrementAndGet);
  }

  RunId submit() {
    return runs.submit(new RunRequest(RunKind.DEPLOY, PROD, Map.of(), "a test", Optional.empty()))
        .id();
  }

  RunStatus status(RunId run) {
    return runs.find(run).orElseThrow().status();
  }

  List<JournalEntry> entries(RunId run) {
    return new JdbcJournal(sql, clock).entries(run).stream().map(RecordedEntry::entry).toList();
  }
}
