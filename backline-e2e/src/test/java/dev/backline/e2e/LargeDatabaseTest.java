package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.backline.backup.Backup;
import dev.backline.backup.BackupId;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.cluster.RunningCluster;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.proof.Outcome;
import dev.backline.proof.ProofPart;
import dev.backline.run.RunStatus;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A promotion with a migration where production has 2 GB, in a table of ten million rows, under
 * load. Reports the time of each part, and of a plain {@code pg_restore} of the same backup.
 */
@Tag("long")
class LargeDatabaseTest {

  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int ROWS = 10_000_000;
  private static final int AT_ONCE = 250_000;
  private static final long GIGABYTE = 1L << 30;

  @TempDir(cleanup = CleanupMode.NEVER) // The installation deletes it.
  static Path directory;

  @Test
  void twoGigabytesAreBackedUpProvenAndRehearsedWithoutAFailedRequest() throws Exception {
    try (Installation installation = Installation.in(directory)) {
      installation.deploy();
      installation.promote();
      Wholeness whole = new Wholeness(installation);
      fill(whole);
      installation
          .app()
          .migration(
              "100-seen",
              "alter table big add column seen boolean not null default false;",
              "alter table big drop column seen;");
      // Dev has no such table yet.
      whole.execute(Installation.DEV, "create table big (id bigint primary key, text text)");
      installation.app().commit("Remember what was seen");
      installation.deploy();
      RunId run;
      try (Load load = Load.on(installation.urlOf(Installation.PROD))) {
        run = installation.submitPromotion(Optional.empty());
        Awaiting.until("it has ended", LONGEST, () -> installation.run(run).status().ended());
        assertThat(installation.run(run).status())
            .as(installation.story(installation.run(run)))
            .isEqualTo(RunStatus.SUCCEEDED);
        assertThat(load.failures()).isEmpty();
        System.out.println(load.requests() + " requests, 0 failed");
      }
      whole.require(Installation.PROD);
      report(installation, run);
    }
  }

  private static void fill(Wholeness whole) {
    whole.execute(Installation.PROD, "create table big (id bigint, text text)");
    for (int from = 0; from < ROWS; from += AT_ONCE) {
      whole.execute(
          Installation.PROD,
          "insert into big select i, md5(i::text) || md5((i * 7)::text) || md5((i * 11)::text)"
              + " || md5((i * 13)::text) || repeat('x', 60) from generate_series(%d, %d) i"
                  .formatted(from, from + AT_ONCE - 1));
    }
    List<String> bytes =
        whole.column(Installation.PROD, "select pg_database_size(current_database())");
    assertThat(Long.parseLong(bytes.getFirst())).isGreaterThan(2 * GIGABYTE);
    System.out.println("database of " + bytes.getFirst() + " bytes");
  }

  private static void report(Installation installation, RunId run) throws Exception {
    List<ProofPart> parts = installation.backline().proofs().find(run).orElseThrow().parts();
    assertThat(parts).allMatch(part -> part.outcome() == Outcome.PASSED);
    System.out.println(
        "steps: "
            + installation.backline().journal().entries(run).stream()
                .map(RecordedEntry::entry)
                .filter(JournalEntry.StepDone.class::isInstance)
                .map(JournalEntry.StepDone.class::cast)
                .map(done -> done.step() + " " + done.took().toMillis() + " ms")
                .collect(Collectors.joining(", ")));
    System.out.println(
        "parts of the proof: "
            + parts.stream()
                .map(part -> part.name() + " " + part.tookMillis() + " ms")
                .collect(Collectors.joining(", ")));
    BackupId id = new BackupId(installation.state(run).facts().get(DeliveryFacts.BACKUP));
    Backup backup =
        installation.backline().parts().backups().open(Installation.APP, Installation.PROD, id);
    System.out.println("plain pg_restore: " + plainRestore(installation, backup) + " ms");
  }

  /** PostgreSQL before 16 compresses slowly, so its dumps are compressed by Backline. */
  private static Path unpacked(Backup backup) throws Exception {
    Path plain = Files.createDirectory(directory.resolve("plain"));
    try (Stream<Path> files = Files.list(backup.folder().resolve("dump"))) {
      for (Path file : files.toList()) {
        Path to = plain.resolve(file.getFileName().toString().replaceFirst("\\.zst$", ""));
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
          Files.copy(in, to);
        }
      }
    }
    return plain;
  }

  private static long plainRestore(Installation installation, Backup backup) throws Exception {
    RunningCluster cluster =
        installation.backline().parts().cluster().start(Duration.ofSeconds(30));
    DatabaseAccess admin = cluster.admin();
    try (var connection = admin.connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("create database plain");
    }
    DatabaseAccess plain = admin.to(new DatabaseName("plain"));
    ProcessBuilder restore =
        new ProcessBuilder(
            cluster.binaries().program("pg_restore"),
            "--format=directory",
            "--no-owner",
            "--exit-on-error",
            "--host=" + plain.host(),
            "--port=" + plain.port(),
            "--username=" + plain.user(),
            "--dbname=" + plain.name(),
            unpacked(backup).toString());
    restore.environment().put("PGPASSWORD", plain.password().reveal());
    long start = System.nanoTime();
    Process process = restore.inheritIO().start();
    try {
      assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    return (System.nanoTime() - start) / 1_000_000;
  }
}
